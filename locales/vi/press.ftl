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
