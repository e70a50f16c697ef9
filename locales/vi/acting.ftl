# Lãnh đạo và đơn vị làm gì với một vụ việc; các danh sách.
no-right = Thầy/Cô không có quyền xem hoặc xử lý việc này.
old-button = Lựa chọn này không còn dùng được. Xin Thầy/Cô mở lại từ thực đơn.
unknown-command = Chưa rõ yêu cầu. Thầy/Cô gõ /trogiup để xem hướng dẫn.
edited-too-late = Tin đã sửa không được đọc lại. Xin Thầy/Cô gửi tin mới.
edited-not-read = Tin đã sửa không được đọc lại. Xin Thầy/Cô gửi tin mới với nội dung đúng.
never-mind = Thôi
dropped = Đã thôi, không gửi gì.
words-please = Chỗ này chỉ nhận chữ. Xin Thầy/Cô gõ nội dung.
not-understood = Chưa hiểu «{ $label }». Xin Thầy/Cô gõ lại.
send-files = ✅ Gửi { $count } tệp
files-collected = 📎 Đã nhận { $count } tệp cho <b>{ $code }</b>. Thầy/Cô gõ thêm nội dung hoặc chọn Gửi.

too-late-waiting = Vụ việc đang chờ tiếp nhận.
too-late-acknowledge = { $name } đã tiếp nhận lúc { $at }.
too-late-hand-over = { $name } đã chuyển { $to } xử lý lúc { $at }.
too-late-take-over = { $name } đã nhận xử lý thay lúc { $at }.
too-late-escalate = { $name } đã chuyển cấp trên lúc { $at }.
too-late-resolve = { $name } đã kết thúc xử lý lúc { $at }.
too-late-close = { $name } đã đóng hồ sơ lúc { $at }.
too-late-reopen = { $name } đã mở lại lúc { $at }.
too-late-withdraw = Đơn vị đã rút báo cáo này lúc { $at } ({ $name }).

ask-ask = ❓ <b>{ $code }</b>: Thầy/Cô gõ câu hỏi gửi đơn vị, hoặc chọn:
ask-instruct = 📣 <b>{ $code }</b>: Thầy/Cô gõ ý kiến chỉ đạo, hoặc chọn:
ask-resolve = 🏁 <b>{ $code }</b>: Thầy/Cô gõ kết quả xử lý, hoặc chọn:
ask-reopen = ♻️ <b>{ $code }</b>: Thầy/Cô gõ lý do mở lại.
ask-update = ➕ <b>{ $code }</b>: Thầy/Cô gõ diễn biến mới hoặc gửi ảnh, tệp.
ask-answer = 💬 <b>{ $code }</b>: Thầy/Cô gõ câu trả lời hoặc gửi ảnh, tệp.
ask-withdraw = 🗑 <b>{ $code }</b>: vì sao Thầy/Cô rút báo cáo? Gõ lý do, hoặc chọn:
ask-final-report = 📄 <b>{ $code }</b>: Thầy/Cô gõ nguyên nhân, việc đã làm, kết quả. Có thể kèm ảnh, tệp.
ask-correct = ✏️ <b>{ $code }</b>: Thầy/Cô đính chính mục nào?
ask-hand-over = ↪️ Chuyển <b>{ $code }</b> cho đơn vị nào xử lý?
nobody-in-division = Nơi này hiện chưa có người nhận. Xin Thầy/Cô chọn nơi khác.
nobody-to-hand-over = Chưa có phòng ban nào khác có người nhận <b>{ $code }</b>.
ask-what-it-is =
    «{ $text }»
    Gửi nội dung này đến đơn vị là:
confirm-escalate = Chuyển <b>{ $code }</b> lên cấp trên ngay?
confirm-close = Đóng hồ sơ <b>{ $code }</b>?

preset-ask-1 = Tình trạng sức khoẻ các em hiện thế nào?
preset-ask-2 = Đã báo phụ huynh, công an, y tế chưa?
preset-ask-3 = Có báo chí hoặc mạng xã hội đăng chưa?
preset-ask-4 = Đơn vị cần Sở hỗ trợ gì?
preset-instruct-1 = Ưu tiên sức khoẻ học sinh, cử người theo dõi tại bệnh viện và báo lại.
preset-instruct-2 = Không phát ngôn khi chưa thống nhất với Sở; chỉ người phát ngôn trả lời báo chí.
preset-instruct-3 = Giữ nguyên hiện trường, phối hợp công an và báo lại ngay.
preset-resolve-1 = Tình hình đã ổn định, học sinh an toàn.
preset-resolve-2 = Đã bàn giao cơ quan chức năng xử lý.
preset-update-1 = Chưa có diễn biến mới, đơn vị đang theo dõi.
preset-update-2 = Tình hình đã ổn định.
preset-withdraw-1 = Báo nhầm.
preset-withdraw-2 = Trùng với báo cáo khác.

done-acknowledge = Thầy/Cô đã tiếp nhận { $code }.
done-take-over = 🔁 Thầy/Cô đã nhận xử lý { $code }.
done-ask = ✅ Đã gửi câu hỏi đến đơn vị ({ $code }).
done-instruct = ✅ Đã gửi chỉ đạo đến đơn vị ({ $code }).
done-escalate = ⬆️ Đã chuyển { $code } lên cấp trên.
done-hand-over = ↪️ Đã chuyển { $code } cho { $to }.
done-resolve = 🏁 Đã kết thúc xử lý { $code }.
done-close = 🔒 Đã đóng hồ sơ { $code }.
done-reopen = ♻️ Đã mở lại { $code }.
done-update = ✅ Đã gửi bổ sung cho { $code }.
done-answer = ✅ Đã gửi câu trả lời ({ $code }).
unit-not-reached = ⚠️ Đã ghi vào { $code }, nhưng bot không gửi được đến đơn vị. Xin gọi 📞 { $phone }
correct-unchanged = Mục này đã đúng như vậy, { $code } không thay đổi.
severity-not-lowered = Mức độ chỉ có thể nâng lên. Nếu vụ việc nhẹ hơn, xin Thầy/Cô bổ sung để lãnh đạo biết.
done-correct = ✅ Đã đính chính { $code }.
done-withdraw = 🗑 Đã rút báo cáo { $code }.
done-final-report = ✅ Đã gửi báo cáo kết thúc { $code }. Cảm ơn Thầy/Cô.

timeline-title = <b>Diễn biến</b>
no-files = Vụ việc này chưa có ảnh, tệp.

status-word-open = chưa tiếp nhận
status-word-acknowledged = đang xử lý
status-word-resolved = chờ đóng hồ sơ
open-title = <b>Vụ việc đang mở</b>
open-line = { $icon } <b>{ $code }</b> · { $category }
    { $unit } · { $opened } · { $status }
nothing-open = ✅ Không có vụ việc nào đang mở.
page-back = ‹ Trước
page-on = Xem thêm ›
tasks-title = <b>Việc của tôi</b>
no-tasks = ✅ Thầy/Cô không có việc nào đang chờ.
task-draft = 📝 Báo cáo chưa gửi, sửa lần cuối { $when }
task-continue = ▶️ Tiếp tục báo cáo chưa gửi
task-incident = { $icon } <b>{ $code }</b> · { $category } · { $status }{ $due ->
    [none] {""}
   *[other] { " " }⏰ xin báo diễn biến trước { $due }
}
statistics-title = <b>{ $days } ngày qua: { $total } vụ việc</b>
statistics-line = { $name }: <b>{ $count }</b>
statistics-taken = ⏱ Thời gian đến khi tiếp nhận: một nửa dưới { $median }, lâu nhất { $longest }
period-7 = 7 ngày
period-30 = 30 ngày
period-365 = 1 năm
