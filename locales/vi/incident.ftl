# Tin báo động, trạng thái, diễn biến của vụ việc.
time-yesterday = { $clock } hôm qua
shortened = { $text }… (còn { $left } chữ, bấm «Toàn văn»)
duration-moment = dưới 1 phút
duration-minutes = { $minutes } phút
duration-hours = { $hours } giờ { $minutes } phút
duration-days = { $days } ngày

people-pupils-affected = { $count } học sinh
people-staff-affected = { $count } cán bộ
people-injured = { $count } bị thương
people-in-hospital = { $count } nhập viện
people-dead = <b>{ $count } tử vong</b>

alert-title = { $icon } <b>{ $severity }</b> · { $category_icon } <b>{ $category }</b>
alert-unit = 🏫 <b>{ $unit }</b> · { $code }
alert-when = 🕘 { $when }
alert-people = 👥 { $people }
alert-media = 📰 Truyền thông: <b>{ $media }</b>
alert-what = 📝 { $text }
alert-done = ✔️ Đã làm: { $text }
alert-told = 📣 Đã báo: { $text }
alert-needs = 🆘 Cần hỗ trợ: { $text }
alert-head = 📞 { $name } · { $phone }
alert-files = 📎 { $count } tệp đính kèm
alert-files-caption = 📎 Tệp đính kèm của { $code }
alert-map-caption = 📍 Vị trí của { $code }

state-open = ⏳ <b>Chưa ai tiếp nhận</b> · đã báo { $count } người
state-acknowledged = ✅ <b>Đã tiếp nhận:</b> { $name } · { $at }
state-resolved = 🏁 <b>Đã xử lý xong</b> · { $at } · chờ đóng hồ sơ
state-closed = 🔒 <b>Đã đóng hồ sơ</b> · { $at }
state-withdrawn = 🗑 <b>Đơn vị đã rút báo cáo</b> · { $at }

status-title = { $icon } <b>{ $code }</b> · { $category }
status-alerted = 🔔 Đã báo: { $names }
status-update-due = ⏰ Xin báo diễn biến trước { $at }
checklist-title = <b>Việc cần làm ngay:</b>

act-acknowledge = ✅ Tiếp nhận
act-ask = ❓ Hỏi thêm
act-instruct = 📣 Chỉ đạo
act-hand-over = ↪️ Chuyển xử lý
act-escalate = ⬆️ Chuyển cấp trên
act-resolve = 🏁 Kết thúc
act-close = 🔒 Đóng hồ sơ
act-reopen = ♻️ Mở lại
act-update = ➕ Bổ sung
act-correct = ✏️ Đính chính
act-final-report = 📄 Báo cáo kết thúc
act-withdraw = 🗑 Rút báo cáo
act-answer = 💬 Trả lời
see-all = 🗂 Toàn văn, diễn biến
see-files = 🖼 Ảnh, tệp
see-report = 🗂 Toàn văn
see-checklist = 📋 Việc cần làm
see-again = Xem vụ việc

line-opened = { $actor } gửi báo cáo nhanh
line-alerted = Đã báo { $to }
line-unreachable = ⚠️ Không liên lạc được { $to }
line-risen = ⬆️ Chưa ai tiếp nhận, đã báo thêm { $to }
line-overdue = ⏰ Quá hạn báo diễn biến, báo động lại
line-acknowledge = ✅ { $actor } tiếp nhận
line-ask = ❓ { $actor } hỏi: { $text }
line-answer = 💬 { $actor } trả lời: { $text }
line-instruct = 📣 { $actor } chỉ đạo: { $text }
line-hand-over = ↪️ { $actor } chuyển { $to } xử lý
line-escalate = ⬆️ { $actor } chuyển cấp trên
line-resolve = 🏁 { $actor } kết thúc xử lý: { $text }
line-reopen = ♻️ { $actor } mở lại: { $text }
line-close = 🔒 { $actor } đóng hồ sơ
line-update = ➕ { $actor }: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files } tệp
}
line-correct = ✏️ { $actor } đính chính { $field }: { $text }
line-withdraw = 🗑 { $actor } rút báo cáo: { $text }
line-final-report = 📄 { $actor } báo cáo kết thúc: { $text }
line-severity = { $actor } nâng mức độ: { $text }

# Tin ngắn, có tiếng báo, dẫn lại tin báo động.
nudge-repeat = ⏰ <b>{ $code }</b> chưa ai tiếp nhận ({ $minutes } phút). { $unit }
nudge-handed = ↪️ { $actor } chuyển <b>{ $code }</b> cho Thầy/Cô xử lý.
nudge-overdue = ⏰ <b>{ $code }</b> quá hạn báo diễn biến. Xin Thầy/Cô tiếp nhận lại và liên hệ đơn vị.
nudge-update = ➕ <b>{ $code }</b> · { $unit }: { $text }
nudge-answer = 💬 <b>{ $code }</b> · { $actor } trả lời: { $text }
nudge-correct = ✏️ <b>{ $code }</b> đính chính { $field }: { $text }
nudge-severity = { $icon } <b>{ $code }</b> nâng lên mức { $severity }.
nudge-withdraw = 🗑 <b>{ $code }</b> đã được đơn vị rút: { $text }
nudge-final-report = 📄 <b>{ $code }</b> có báo cáo kết thúc: { $text }
nudge-reopen = ♻️ { $actor } mở lại <b>{ $code }</b>: { $text }
files-only = (tệp đính kèm)

head-acknowledge = ✅ <b>{ $code }</b> đã được tiếp nhận: { $actor }.{ $due ->
    [none] {""}
   *[other] { " " }Xin báo diễn biến trước { $due }.
}
head-ask = ❓ <b>{ $actor } hỏi</b> ({ $code }):
    { $text }
head-instruct = 📣 <b>{ $actor } chỉ đạo</b> ({ $code }):
    { $text }
head-resolve = 🏁 { $actor } kết thúc xử lý <b>{ $code }</b>: { $text }

    Xin Thầy/Cô gửi báo cáo kết thúc{ $due ->
        [none] {""}
       *[other] { " " }trước { $due }
    }.
head-close = 🔒 Hồ sơ <b>{ $code }</b> đã đóng. Cảm ơn Thầy/Cô.
head-reopen = ♻️ { $actor } mở lại <b>{ $code }</b>: { $text }
head-due-soon = ⏰ <b>{ $code }</b>: xin Thầy/Cô báo diễn biến trước { $at }.
head-overdue = ⏰ <b>{ $code }</b> đã quá hạn báo diễn biến. Xin Thầy/Cô bổ sung ngay, dù chưa có gì mới.
head-final-due = 📄 <b>{ $code }</b>: đã đến hạn gửi báo cáo kết thúc.
admin-unreachable = ⚠️ Không liên lạc được { $name }{ $incidents ->
        [none] {""}
       *[other] { " " }khi báo { $incidents }
    }. Xin kiểm tra tài khoản hoặc phát lại mã mời.
admin-nobody = 🆘 <b>{ $code }</b>: không liên lạc được ai ở mọi cấp. Xin gọi điện cho lãnh đạo trực ngay.
