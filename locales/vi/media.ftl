# Vụ việc có báo chí, mạng xã hội: đồng hồ phát ngôn lần đầu, thông tin ban đầu, đã phát ngôn với ai.
act-media = 🎙 Phát ngôn
act-media-draft = 📄 Xem bản soạn sẵn
act-media-draft-again = 📄 Soạn bản mới
act-media-give = 📣 Đã phát ngôn
act-media-link = 🔗 Thêm đường dẫn
act-media-state = 📰 Báo chí biết chưa?
act-media-back = ‹ Quay lại
act-statement-approve = ✅ Duyệt
act-statement-sure = Không có tên học sinh, duyệt
act-statement-edit = ✏️ Viết lại
act-statement-anew = ↩️ Lấy lại mẫu
act-statement-ask = 📨 Trình duyệt

media-due = 🎙 Phát ngôn lần đầu trước <b>{ $due }</b>
media-overdue = 🎙 <b>Quá hạn phát ngôn lần đầu</b> ({ $due })
media-given-in-time = 🎙 Đã phát ngôn lúc { $at }, <b>đúng hạn</b>
media-given-late = 🎙 Đã phát ngôn lúc { $at }, <b>trễ hạn</b> ({ $due })
media-no-clock = 🎙 Chưa phải phát ngôn

media-begun =
    🎙 <b>{ $code }</b> có báo chí hoặc mạng xã hội.
    Xin phát ngôn lần đầu trước <b>{ $due }</b>. Bot đã soạn sẵn thông tin ban đầu.
media-set =
    📰 <b>{ $actor }</b> ghi vào { $code }: báo chí, mạng xã hội: <b>{ $text }</b>.
media-left = ⏰ <b>{ $code }</b>: còn <b>{ $left }</b> để phát ngôn lần đầu (trước { $due }).
media-left-desk = ⏰ <b>{ $code }</b> · { $unit } chưa phát ngôn, còn <b>{ $left }</b> (trước { $due }).
media-over = ⏰ <b>{ $code }</b>: đã quá hạn phát ngôn lần đầu ({ $due }). Xin Thầy/Cô phát ngôn sớm nhất có thể.
media-over-desk = ⏰ <b>{ $code }</b> · { $unit } đã quá hạn phát ngôn lần đầu ({ $due }).
media-given = 🎙 <b>{ $code }</b> · { $unit } đã phát ngôn: { $to }
media-asked =
    📨 <b>{ $actor } trình duyệt</b> thông tin ban đầu của { $code }:

    { $text }

media-title = 🎙 <b>Phát ngôn · { $code }</b>
    🏫 { $unit }
media-head-speaks = 🗣 Chưa có người phát ngôn, Thủ trưởng phát ngôn: { $name }
media-log = <b>Đã phát ngôn với:</b>
media-ask-to = Đã phát ngôn với ai? Chọn, hoặc gõ tên báo, đài.
media-ask-when = Phát ngôn với <b>{ $to }</b> lúc nào? Gõ giờ (10h30), hoặc chọn:
media-just-now = Vừa xong
media-ask-which = Đường dẫn của lần phát ngôn nào?
media-ask-link = 🔗 <b>{ $code }</b>: Thầy/Cô dán đường dẫn bài đã đăng.
media-ask-state = 📰 <b>{ $code }</b>: báo chí, mạng xã hội đã biết chưa? Đơn vị được báo ngay.
media-approve-first = Chưa có bản nào được duyệt. Xin Thầy/Cô duyệt thông tin ban đầu trước.
media-given-noted = 🎙 Đã ghi lần phát ngôn.
media-given-next = ✅ Đã ghi. Bài đăng rồi, xin Thầy/Cô thêm đường dẫn.
media-given-runs-on = ✅ Đã ghi. Phụ huynh đã biết, nhưng vẫn cần phát ngôn với báo chí hoặc trên trang của đơn vị.
media-link-noted = ✅ Đã ghi đường dẫn.
media-no-link = Chưa thấy đường dẫn. Xin Thầy/Cô dán địa chỉ bắt đầu bằng https://
media-to-too-long = Dài quá { $most } ký tự. Xin Thầy/Cô gõ ngắn hơn.
media-when-not-read = Chưa hiểu giờ. Xin Thầy/Cô gõ như 10h30, hoặc «vừa xong».
media-when-impossible = Giờ này trước lúc xảy ra vụ việc hoặc chưa đến. Xin Thầy/Cô gõ lại.
media-ended = Vụ việc đã đóng hoặc đã rút, không phát ngôn tại đây nữa.
media-nobody-may = thủ trưởng đơn vị
media-none = ✅ Không có vụ việc nào đang chờ phát ngôn.
media-list = 🎙 <b>Phát ngôn báo chí</b>
media-listed = ⏳ <b>{ $code }</b> · { $unit }
    Phát ngôn trước { $at }
media-listed-over = ⚠️ <b>{ $code }</b> · { $unit }
    Quá hạn từ { $at }
media-listed-given = ✅ <b>{ $code }</b> · { $unit }
    Đã phát ngôn lúc { $at }
task-media = 🎙 <b>{ $code }</b>: phát ngôn lần đầu trước { $due }

statement-title = 📄 <b>Thông tin ban đầu · { $code }</b>{ $by ->
    [none] {""}
   *[other] { " " }({ $by } sửa)
}
statement-no-names = ⚠️ Không ghi tên, lớp, hình ảnh, bệnh án của học sinh.
statement-who = Chỉ { $names } được duyệt phát ngôn của đơn vị.
statement-write = ✏️ <b>{ $code }</b>: Thầy/Cô gõ lại toàn bộ thông tin ban đầu. Không ghi tên học sinh.
statement-too-long = Dài quá { $most } ký tự. Xin Thầy/Cô viết ngắn hơn.
statement-personal = ⚠️ Bản này có vẻ có tên hoặc số của học sinh. Xin bỏ trước khi duyệt.
statement-doubted = ⚠️ <b>Bản này có vẻ có tên hoặc số của học sinh.</b> Xin xem lại trước khi duyệt.
statement-changed = Bản này vừa được sửa. Xin Thầy/Cô xem lại bản mới.
statement-done = ✅ Đã duyệt.
statement-next = ✅ Đã duyệt. Khi đã gửi báo chí hoặc đăng lên, xin bấm «Đã phát ngôn».
statement-approved = ✅ <b>{ $name }</b> duyệt lúc { $at }:
statement-asked = 📨 Đã trình { $names } duyệt.
statement-nobody = ⚠️ Không gửi được đến { $names }. Xin Thầy/Cô gọi điện.
statement-when = lúc { $clock } ngày { $day }

line-media-overdue = ⏰ Quá hạn phát ngôn lần đầu
line-statement-approve = ✅ { $actor } duyệt thông tin ban đầu: { $text }
line-statement-give = 🎙 { $actor } phát ngôn: { $to }{ $late ->
    [in_time] { " " }(lần đầu, đúng hạn)
    [late] { " " }(lần đầu, trễ hạn)
   *[none] {""}
}
line-statement-link = 🔗 { $actor }: { $text }
