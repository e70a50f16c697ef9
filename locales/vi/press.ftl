# Báo chí: người phát ngôn, báo chí liên hệ với đơn vị.
speaker = 🗣 Người phát ngôn: { $speaker }
speaker-unconfirmed = 🗣 Người phát ngôn (chưa xác nhận học kỳ này): { $speaker }
speaker-none = 🗣 Đơn vị chưa có người phát ngôn

speaker-ask = 🗣 Khi báo chí hỏi, ai là người phát ngôn của <b>{ $unit }</b>?
    Đó là người đứng đầu, hoặc người được Thầy/Cô uỷ quyền. Xin trả lời khi thuận tiện.
speaker-ask-again = 🗣 Học kỳ này, người phát ngôn của <b>{ $unit }</b> vẫn như cũ?
    { $line }
speaker-stands = ✅ <b>{ $unit }</b>
    { $line }
speaker-of-unit = <b>{ $unit }</b>
    { $line }
speaker-me = 🙋 Chính tôi
speaker-other = 👤 Người khác
speaker-same = ✅ Vẫn như cũ
speaker-still-me = ✅ Vẫn là tôi
speaker-who = Thầy/Cô uỷ quyền ai phát ngôn cho <b>{ $unit }</b>? { $known ->
    [yes] Chọn một người, hoặc gõ họ tên, chức vụ và số điện thoại.
   *[other] Xin gõ họ tên, chức vụ và số điện thoại.
}
speaker-phone-please = Xin gõ số điện thoại của { $name }.
speaker-own-phone = Xin gõ số điện thoại của Thầy/Cô để Sở và báo chí liên hệ.
speaker-not-read = Chưa đọc được. Xin gõ họ tên và số điện thoại, ví dụ: «Trần Thị Mẫu, Phó Hiệu trưởng, 0903 000 111».
speaker-phone-not-read = Chưa đọc được số điện thoại. Xin gõ lại, ví dụ: 0903 000 111.
speaker-sure = Thầy/Cô uỷ quyền phát ngôn cho <b>{ $unit }</b>:
    🗣 { $speaker }
speaker-yes = ✅ Đúng, uỷ quyền
speaker-retype = ✏️ Gõ lại
speaker-thanks = ✅ Đã ghi người phát ngôn.
speaker-gone = Người phát ngôn cũ không còn ở đơn vị. Xin chọn người khác.
speaker-head-only = Chỉ Thủ trưởng đơn vị được chọn người phát ngôn.
speaker-told = 🗣 { $head } uỷ quyền Thầy/Cô phát ngôn cho <b>{ $unit }</b> khi báo chí hỏi.
task-speaker = 🗣 <b>{ $unit }</b>: chưa xác nhận người phát ngôn
task-speaker-button = 🗣 Người phát ngôn

speakers-title = 🗣 <b>Người phát ngôn</b>: { $confirmed }/{ $units } đơn vị đã xác nhận học kỳ này.
speakers-list-none = <b>Chưa có người phát ngôn: { $count }</b>
speakers-list-unconfirmed = <b>Có nhưng chưa xác nhận học kỳ này: { $count }</b>
speakers-all-well = ✅ Mọi đơn vị đã xác nhận.
speakers-show-none = Chưa có ({ $count })
speakers-show-unconfirmed = Chưa xác nhận ({ $count })
speakers-hint = Tìm một đơn vị: gõ /phatngon rồi đến tên đơn vị.
unit-seen = 🏫 <b>{ $unit }</b> · { $code }
unit-head = 👤 Thủ trưởng: { $name } · 📞 { $phone }
unit-no-head = 👤 Chưa có Thủ trưởng trong danh sách
units-none = Không thấy đơn vị nào có tên «{ $words }».
units-found = Đơn vị có tên «{ $words }»:
units-many = Nhiều đơn vị có tên «{ $words }». Dưới đây là một số; xin gõ tên rõ hơn.

command-speaker = Người phát ngôn
command-press = Báo chí liên hệ các đơn vị

press-title = 📰 <b>Báo chí liên hệ</b> · { $unit }
press-who = 🗞 { $who }
press-when = 🕘 { $at }
press-what = ❓ { $text }
press-no-paper = chưa rõ báo nào
press-no-question = chưa rõ hỏi gì
press-which-unit = 📰 <b>Báo chí liên hệ</b> đơn vị nào?
press-sure = Ghi nhận và báo ngay Tổ truyền thông của Sở?
press-which-incident = Chọn vụ việc mà báo chí hỏi, để lãnh đạo và Tổ truyền thông biết ngay:
press-keep = ✅ Ghi nhận
press-keep-alone = ✅ Không thuộc vụ nào
press-fix = ✏️ Sửa
press-drop = 🗑 Bỏ
press-is-incident = 🚨 Đây là sự cố, báo cáo
press-done = ✅ Đã ghi. Tổ truyền thông đã được báo.
press-done-nobody = ✅ Đã ghi. Hiện chưa có ai ở Tổ truyền thông nhận tin; nếu gấp, xin gọi Văn phòng Sở.
press-noted-before = Dòng này đã được ghi trước đó.
press-retype = Xin gõ lại cả dòng, ví dụ: «phóng viên báo … gọi lúc 10h hỏi về …».
    Đang ghi: { $text }
press-dropped = Đã bỏ, không ghi gì.
press-stopped = Đã thôi, không ghi gì thêm.
press-reported = Nội dung này được chuyển thành báo cáo sự cố bên dưới.
press-incident-over = Vụ việc này đã kết thúc. Xin Thầy/Cô chọn lại.
press-no-names = ⚠️ Có vẻ có tên học sinh. Xin bấm Sửa và ghi «một em lớp …».
press-incident = 📎 Vụ việc: <b>{ $code }</b>
press-noted-by = 👤 Người ghi: { $name } · 📞 { $phone }
press-not-answered = ⏳ Chưa ghi trả lời
press-answered = 💬 { $by } trả lời ({ $at }): { $text }
press-link = 🔗 { $link }
press-add-answer = 💬 Đã trả lời
press-add-link = 🔗 Bài đã đăng
press-ask-answer = 💬 Đã trả lời báo chí ({ $paper }) thế nào, ai trả lời? Ví dụ: «Hiệu trưởng: nhà trường đang phối hợp làm rõ».
press-ask-link = 🔗 Xin gửi đường dẫn bài đã đăng ({ $paper }).
press-no-link = Chưa thấy đường dẫn. Xin dán địa chỉ bài đã đăng; để ghi câu trả lời, xin bấm «Đã trả lời».
press-answer-done = ✅ Đã ghi.
press-brief = 📰 { $unit }: { $text }
press-list = 📰 <b>Báo chí liên hệ</b>, { $days } ngày qua: { $count } lần, { $open } lần chưa ghi trả lời.
press-list-unit = 🏫 { $unit }
press-line-open = ⏳ <b>{ $at }</b> · { $paper } · { $unit }
    { $text }
press-line-answered = ✅ <b>{ $at }</b> · { $paper } · { $unit }{ $published ->
    [yes] {" "}· 🔗 đã đăng
   *[no] {""}
}
    { $text }
press-new = ➕ Ghi cuộc liên hệ
press-ask = Xin gõ một dòng: báo nào, ai, lúc nào, hỏi gì. Ví dụ: «phóng viên báo … gọi lúc 10h hỏi về …».
press-hint-note = Gõ lúc nào cũng được, một dòng: «phóng viên báo … gọi lúc 10h hỏi về …».
press-hint-unit = Xem một đơn vị: gõ /baochi rồi đến tên đơn vị.

line-press-contact = 📰 { $actor } ghi báo chí liên hệ: { $text }
line-press-answer = 💬 Trả lời báo chí ({ $actor } ghi): { $text }
nudge-press-contact = 📰 <b>{ $code }</b>: báo chí liên hệ đơn vị.
    { $text }
nudge-press-contact-graver = { $icon } <b>{ $code }</b> lên mức <b>{ $severity }</b>: báo chí liên hệ đơn vị.
    { $text }

regular-known-press = 🤖 Bot đã ghi { $count } lần báo chí liên hệ đơn vị (từ { $since }). Thầy/Cô giữ nguyên hoặc sửa.

results-totals = Σ Tổng hợp
totals-title = Σ <b>{ $title }</b> · { $round }
totals-of = Cộng từ { $done } đơn vị đã nộp:
totals-number = • { $label }: <b>{ $total }</b> ({ $units } đơn vị)
totals-choice = • { $label }: { $told }
papers-not-asked = Chưa có đợt báo cáo tháng nào hỏi về hai tờ báo của Ngành.
papers-title = 🗞 <b>Giới thiệu hai tờ báo của Ngành</b> · { $round }
    <b>{ $units }</b> đơn vị đã giới thiệu ({ $done }/{ $asked } đơn vị đã nộp)
papers-line = • { $label }: { $units } đơn vị
papers-readers = 👥 Giáo viên, học sinh được giới thiệu: <b>{ $total }</b>
papers-before = ↩️ Kỳ trước ({ $round }): { $units } đơn vị

help-press = 🗞 Báo chí gọi: gõ một dòng «phóng viên báo … gọi lúc 10h hỏi về …».
press-restricted = 📰 { $at } · 🔒 Hạn chế: chỉ người được giao việc xem được.
