# Tin báo động, trạng thái, diễn biến của vụ việc.
time-yesterday = { $clock } hôm qua
time-before-report = { $clock } ({ $ago } trước khi báo)
shortened = { $text }… (còn { $left } chữ, xem «Toàn văn»)
duration-moment = dưới 1 phút
duration-minutes = { $minutes } phút
duration-hours = { $hours } giờ{ $minutes ->
    [0] {""}
   *[other] { " " }{ $minutes } phút
}
duration-days = { $days } ngày

people-pupils-affected = { $count } học sinh
people-staff-affected = { $count } cán bộ
people-injured = { $count } bị thương
people-in-hospital = { $count } nhập viện
people-dead = { $count } tử vong

alert-title = { $icon } <b>{ $severity }</b> · { $category_icon } <b>{ $category }</b>
alert-unit = 🏫 <b>{ $unit }</b> · { $code }
alert-unit-renamed = 🏫 <b>{ $unit }</b> (nay là { $now }) · { $code }
alert-people = 👥 <b>{ $text }</b>
alert-when = 🕘 { $text }
alert-media = 📰 Truyền thông: <b>{ $text }</b>
alert-what = 📝 { $text }
alert-details-follow = 📝 Báo khẩn, chi tiết sẽ gửi tiếp.
alert-content-gone = 🗄 Nội dung đã được xoá theo thời hạn lưu trữ.
alert-done = ✔️ Đã làm: { $text }
alert-told = 📣 Đã báo: { $text }
alert-needs = 🆘 Cần hỗ trợ: { $text }
alert-added = ▫️ { $label }: { $text }
alert-head = 📞 { $name } · { $phone }
alert-head-delegated = 📞 Người báo: { $name } (được uỷ quyền) · { $phone }
alert-instead = 🔁 <b>Nhận thay { $names }</b>
alert-update-due = ⏰ Đơn vị hẹn báo diễn biến trước { $at }
alert-files-caption = 📎 Tệp đính kèm của { $code }
alert-map-caption = 📍 Vị trí của { $code }

state-open = ⏳ <b>Chưa ai tiếp nhận</b> · đã báo { $count } người
state-open-head = ⏳ <b>Chưa ai tiếp nhận</b>, bot sẽ nhắc và báo lên cấp trên.
state-waiting = 🌙 Báo lãnh đạo lúc { $at }. Nếu gấp, xin Thầy/Cô đính chính mức độ.
state-nobody = ⚠️ <b>Chưa ai nhận được tin báo</b>
state-nobody-head = ⚠️ <b>Chưa báo được lãnh đạo nào qua ứng dụng.</b> Xin Thầy/Cô gọi điện ngay cho Sở.
called-off = <b>{ $code }</b>
state-acknowledged = ✅ <b>Đã tiếp nhận:</b> { $name } · { $at }
state-resolved = 🏁 <b>Đã xử lý xong</b> · { $at } · chờ đóng hồ sơ
state-closed = 🔒 <b>Đã đóng hồ sơ</b> · { $at }
state-withdrawn = 🗑 <b>Đơn vị đã rút báo cáo</b> · { $at }

status-title = { $icon } <b>{ $code }</b> · { $category }
status-alerted = 🔔 Đã báo: { $names }
status-names-more = { $names } và { $count } người nữa
status-update-due = ⏰ Xin báo diễn biến trước { $at }
checklist-title = <b>Việc cần làm ngay:</b>

act-acknowledge = ✅ Tiếp nhận
act-take-over = 🔁 Nhận xử lý thay
act-ask = ❓ Hỏi thêm
act-instruct = 📣 Chỉ đạo
act-hand-over = ↪️ Chuyển xử lý
act-escalate = ⬆️ Chuyển cấp trên
act-resolve = 🏁 Kết thúc
act-close = 🔒 Đóng hồ sơ
act-reopen = ♻️ Mở lại
act-update = ➕ Bổ sung
act-nothing-new = 🟰 Chưa có diễn biến mới
act-write-update = ✍️ Viết cập nhật
act-correct = ✏️ Đính chính
act-final-report = 📄 Báo cáo kết thúc
act-withdraw = 🗑 Rút báo cáo
act-answer = 💬 Trả lời
act-show = Xem vụ việc
see-all = 🗂 Toàn văn, diễn biến
see-files = 🖼 Ảnh, tệp ({ $count })
see-map = 📍 Bản đồ
see-report = 🗂 Toàn văn
see-checklist = 📋 Việc cần làm
see-again = Xem vụ việc

line-opened = { $actor } gửi báo cáo nhanh{ $delegated ->
    [yes] { " " }(được uỷ quyền)
   *[no] {""}
}
line-alerted = Đã báo { $to }
line-unreachable = ⚠️ Không liên lạc được { $to }
line-risen = 🔔 Đã báo thêm { $to }
line-overdue = ⏰ Quá hạn báo diễn biến, báo động lại
line-lost = ⚠️ Không còn liên lạc được { $to }, báo động lại
line-left-post = ↩️ { $to } không còn phụ trách, báo động lại
line-acknowledge = ✅ { $actor } tiếp nhận
line-ask = ❓ { $actor } hỏi: { $text }
line-answer = 💬 { $actor } trả lời: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files } tệp
}
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
line-final-report = 📄 { $actor } báo cáo kết thúc: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files } tệp
}
line-severity = { $actor } nâng mức độ: { $text }
line-stands-in = 🔁 { $actor } nhận báo thay { $to }
line-take-over = 🔁 { $actor } nhận xử lý thay { $to }
line-give-back = ↩️ { $actor } tiếp tục thay { $to }

# Tin ngắn, có tiếng báo, dẫn lại tin báo động.
nudge-repeat = ⏰ <b>{ $code }</b> chưa ai tiếp nhận sau { $waited }. { $unit }
nudge-lost = ⚠️ Không còn liên lạc được { $name }, người đã tiếp nhận <b>{ $code }</b>. Xin Thầy/Cô tiếp nhận.
nudge-left-post = ⚠️ { $name }, người đã tiếp nhận <b>{ $code }</b>, không còn giữ vai trò này. Xin Thầy/Cô tiếp nhận.
nudge-head-lost = ⚠️ <b>{ $code }</b>: bot không còn gửi tin được cho { $name }. Xin gọi 📞 { $phone }
nudge-relieved-hand-over = ↪️ { $actor } đã chuyển <b>{ $code }</b> cho { $to }. Thầy/Cô không còn phụ trách.
nudge-relieved-escalate = ⬆️ { $actor } đã chuyển <b>{ $code }</b> lên cấp trên. Thầy/Cô không còn phụ trách.
nudge-relieved-resolve = 🏁 { $actor } đã kết thúc xử lý <b>{ $code }</b>: { $text }
nudge-offered = 🔁 { $absent } vắng mặt và đang xử lý <b>{ $code }</b> ({ $unit }). Thầy/Cô nhận xử lý thay?
nudge-handed = ↪️ { $actor } chuyển <b>{ $code }</b> cho Thầy/Cô xử lý.
nudge-escalated = ⬆️ { $actor } chuyển <b>{ $code }</b> lên Thầy/Cô. { $unit }
nudge-overdue = ⏰ <b>{ $code }</b> quá hạn báo diễn biến. Xin Thầy/Cô tiếp nhận và liên hệ đơn vị.
nudge-update = ➕ <b>{ $code }</b> · { $unit }: { $text }
nudge-update-graver = { $icon } <b>{ $code }</b> nâng lên mức <b>{ $severity }</b> · { $unit }: { $text }
nudge-answer = 💬 <b>{ $code }</b> · { $actor } trả lời: { $text }
nudge-correct = ✏️ <b>{ $code }</b> đính chính { $field }: { $text }
nudge-correct-graver = { $icon } <b>{ $code }</b> nâng lên mức <b>{ $severity }</b> · đính chính { $field }: { $text }
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
head-resolved = 🏁 { $actor } kết thúc xử lý <b>{ $code }</b>: { $text }
head-nobody = ⚠️ <b>{ $code }</b>: không liên lạc được lãnh đạo nào qua ứng dụng. Xin Thầy/Cô gọi điện ngay cho Sở.
question-answered = ✅ Đã trả lời
head-close = 🔒 Hồ sơ <b>{ $code }</b> đã đóng. Cảm ơn Thầy/Cô.
head-reported-for = 📝 { $actor } vừa gửi <b>{ $code }</b> thay Thầy/Cô.
head-take-over = 🔁 <b>{ $code }</b> nay do { $actor } xử lý, thay { $absent }.
head-reopen = ♻️ { $actor } mở lại <b>{ $code }</b>: { $text }
head-due-soon = ⏰ <b>{ $code }</b>: xin Thầy/Cô báo diễn biến trước { $at }.
head-overdue = ⏰ <b>{ $code }</b> đã quá hạn báo diễn biến. Xin Thầy/Cô bổ sung ngay, dù chưa có gì mới.
head-final-due = 📄 <b>{ $code }</b>: đã đến hạn gửi báo cáo kết thúc.
admin-unreachable = ⚠️ Không liên lạc được { $name }{ $incidents ->
        [none] {""}
       *[other] { " " }khi báo { $incidents }
    }. Xin kiểm tra tài khoản hoặc phát lại mã mời.
admin-nobody = 🆘 <b>{ $code }</b>: không liên lạc được ai ở mọi cấp. Xin gọi điện cho lãnh đạo trực ngay.{ $numbers ->
    [none] {""}
   *[other] { "\u000A" }{ $numbers }
}
brief = { $code }: { $state }
admin-channel-down = ⚠️ { $channel } không trả lời từ { $since }. Tin báo động được gửi qua ứng dụng khác; tin thường chờ { $channel } hoạt động lại.
admin-channel-back = ✅ { $channel } đã hoạt động lại (gián đoạn từ { $since }).
