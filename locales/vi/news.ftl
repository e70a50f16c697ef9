# Tin bài: viết, gửi, duyệt, xếp hạng, xuất Word.
command-news = Gửi tin bài
command-news-desk = Duyệt tin bài
help-news = 📰 /tinbai để gửi tin, bài, ảnh về gương tốt, mô hình mới, hoạt động của đơn vị.
help-news-desk = 📰 /tinbai để duyệt tin bài của các đơn vị, xếp hạng, xuất Word.
news-not-yours = Tin bài do Thủ trưởng và cấp phó của đơn vị gửi.

news-card = 📰 <b>Tin bài</b> · chưa gửi
news-card-titled = <b>{ $title }</b>
news-pictures = 🖼 { $count } ảnh
news-pictures-captions = 🖼 { $count } ảnh, { $captions } chú thích
news-children-is-none = 👍 Ảnh không có học sinh
news-children-is-consented = 👍 Ảnh có học sinh, phụ huynh đã đồng ý
news-children-is-without = 🚸 Ảnh có học sinh, chưa có đồng ý: ảnh sẽ không được dùng
news-warning-pupil_name = ⚠️ Có vẻ có tên học sinh. Thầy/Cô chỉ ghi tên khi phụ huynh đã đồng ý.
news-warning-personal_id = ⚠️ Có vẻ có số định danh cá nhân. Thầy/Cô bỏ giúp.
news-warning-pupil_phone = ⚠️ Có vẻ có số điện thoại của học sinh hoặc phụ huynh. Thầy/Cô bỏ giúp.

news-ask-words = ✍️ Thầy/Cô gõ tin bài: dòng đầu là tiêu đề, dưới là nội dung. Ảnh (nhiều nhất 10) gửi vào đây lúc nào cũng được.
news-ask-title = ✍️ Thầy/Cô gõ <b>tiêu đề</b>, một dòng ngắn.
news-ask-text = ✍️ Thầy/Cô gõ <b>nội dung</b>: ai, ở đâu, khi nào, điều gì đáng kể.
news-ask-new-title = ✍️ Thầy/Cô gõ tiêu đề mới.
news-ask-new-text = ✍️ Thầy/Cô gõ lại nội dung; nội dung cũ sẽ được thay.
news-ask-kind = Bài này thuộc loại nào?
news-ask-children = 🚸 Trong ảnh có học sinh không? Đã có đồng ý của phụ huynh chưa?
news-ask-unit = Bài này của đơn vị nào?
news-ready = Thầy/Cô xem lại rồi chọn <b>Gửi</b>. Gõ thêm là viết tiếp vào cuối.
news-children-none = Không có học sinh
news-children-consented = Có, phụ huynh đã đồng ý
news-children-without = Có, chưa có đồng ý

news-send = ✅ Gửi
news-edit = ✏️ Sửa
news-add-pictures = 📷 Thêm ảnh
news-drop = 🗑 Huỷ
news-mine = 📂 Bài đã gửi
news-ranking = 🏆 Xếp hạng
news-new = ✍️ Viết tin bài
news-write-on = ✍️ Viết tin bài
news-edit-what = Thầy/Cô muốn sửa mục nào?
news-edit-title = Tiêu đề
news-edit-text = Nội dung
news-edit-kind = Loại
news-edit-children = Học sinh trong ảnh
news-edit-unit = Đơn vị
news-edit-pictures = Bỏ hết ảnh
news-send-pictures = 📷 Thầy/Cô gửi ảnh vào đây (thêm được { $left } ảnh). Chữ viết kèm ảnh là chú thích.
news-pictures-full = Tin bài đã đủ { $most } ảnh nên ảnh vừa gửi chưa được thêm.
news-pictures-only = Tin bài chỉ nhận chữ và ảnh. Bài viết sẵn trong tệp thì Thầy/Cô chép chữ vào đây giúp (tối đa { $most } ảnh).
news-pictures-dropped = Đã bỏ hết ảnh.
news-words-or-pictures = Chỗ này chỉ nhận chữ và ảnh. Thầy/Cô gõ hoặc gửi lại giúp.
news-not-understood = Chưa rõ ý Thầy/Cô. Thầy/Cô chọn giúp bên dưới.
news-not-whole = Còn thiếu một mục, Thầy/Cô trả lời là gửi được.
news-added = Đã thêm vào cuối bài.
news-title-too-long = Tiêu đề dài quá { $most } chữ cái. Xin Thầy/Cô rút gọn.
news-text-too-long = Nội dung dài quá { $most } chữ cái nên đoạn vừa gửi chưa được ghi. Xin Thầy/Cô rút gọn.
news-ask-drop = Bỏ bài đang viết, kể cả ảnh?
news-drop-sure = 🗑 Bỏ bài
news-dropped = Đã bỏ bài đang viết, không gửi gì.
news-is-an-incident = 🚨 Đây là sự cố
news-tell-again = Thầy/Cô gõ /baocao rồi kể lại giúp.
news-put-aside = Bài đang viết vẫn còn ở /tinbai.
news-is-sent = 📤 Đã gửi bài «{ $title }».
news-is-sent-short = Đã gửi. Cảm ơn Thầy/Cô.
news-sent-already = Bài này đã gửi rồi.
news-not-there = Bài này không còn. Thầy/Cô gõ /tinbai để xem các bài.

news-body =
    📰 <b>{ $title }</b>
    { $kind } · { $unit }
news-caption = 🖼 Ảnh { $number }: { $caption }
news-sent-head =
    📰 <b>{ $title }</b>
    Mã: { $code }
news-standing-waiting = ⏳ Đã gửi lúc { $at }, chờ Tổ truyền thông xem. Kết quả sẽ báo tại đây.
news-standing-asked = ❓ Tổ truyền thông đang hỏi thêm.
news-standing-accepted = ✅ Tổ truyền thông đã nhận bài lúc { $at }. Cảm ơn đơn vị.
news-standing-declined =
    🚫 Bài chưa được nhận ({ $at }).
    Lý do: { $reason }
news-kept-without = 🚸 Ảnh có học sinh, chưa có đồng ý của phụ huynh: ảnh chưa được dùng. Khi đã có, Thầy/Cô chọn bên dưới.
news-kept-unsaid = 🚸 Có ảnh mới: trong ảnh có học sinh không, phụ huynh đã đồng ý chưa?
news-noted = Đã ghi.
news-mine-title = 📂 <b>Bài đơn vị đã gửi</b>
news-none-sent = 📂 Đơn vị chưa gửi bài nào.
news-line =
    { $sign } <b>{ $title }</b>
    { $unit } · { $at } · { $standing }
news-short-waiting = chờ xem
news-short-asked = đang hỏi thêm
news-short-accepted = đã nhận
news-short-declined = không nhận

news-question =
    ❓ <b>{ $name }</b> hỏi về bài «{ $title }»:
    { $text }
news-question-answered = ✅ Đã trả lời.
news-question-decided = Câu hỏi này không còn chờ trả lời.
news-answer = ✍️ Trả lời
news-write-answer = ✍️ Thầy/Cô gõ câu trả lời về bài «{ $title }». Có thể gửi thêm ảnh.
news-answer-sent = ✅ Đã chuyển câu trả lời. Cảm ơn Thầy/Cô. Ảnh thì gửi tiếp vào đây.
news-no-question = Bài này đang không có câu hỏi nào. Thầy/Cô gõ /tinbai để xem các bài.
news-only-pictures = (gửi thêm ảnh)
news-answered =
    💬 <b>{ $name }</b>, { $unit }, trả lời về bài «{ $title }»:
    { $text }

news-waiting = 📰 <b>{ $count } tin bài chờ xem</b>
news-waiting-latest = Mới nhất: «{ $title }» · { $unit }
news-none-waiting = 📰 Không có tin bài nào chờ xem.
news-look = 👁 Xem
news-look-at = 👁 Xem bài
news-decided = 📁 Đã duyệt
news-decided-title = 📁 <b>Đã duyệt gần đây</b>
news-none-decided = 📁 Chưa có bài nào được duyệt.
news-export = 📄 Xuất Word
news-to-queue = ‹ Hàng chờ
news-panel =
    <b>{ $title }</b>
    Mã: { $code }
news-panel-by = 🏫 { $unit } · { $name } · gửi { $at }
news-desk-children-none = 👍 Đơn vị: ảnh không có học sinh
news-desk-children-consented = 👍 Đơn vị: phụ huynh đã đồng ý
news-desk-children-without = 🚸 <b>Ảnh có học sinh, CHƯA có đồng ý của phụ huynh: không đưa vào bản xuất</b>
news-desk-children-unsaid = 🚸 <b>Có ảnh mới, đơn vị chưa nói có học sinh hay không: không đưa vào bản xuất</b>
news-desk-waiting = ⏳ Chờ xem
news-desk-asked = ❓ Đang chờ đơn vị trả lời
news-desk-accepted = ✅ { $name } đã nhận lúc { $at }
news-desk-declined =
    🚫 { $name } không nhận, lúc { $at }
    Lý do: { $reason }
news-said-ask =
    ❓ { $at } · { $name }
    { $text }
news-said-answer =
    💬 { $at } · { $name }
    { $text }
news-do-accept = ✅ Nhận
news-do-ask = ❓ Hỏi thêm
news-do-decline = 🚫 Không nhận
news-do-pupils = 🚸 Ảnh có học sinh
news-do-again = ♻️ Duyệt lại
news-write-question = ❓ Thầy/Cô gõ câu hỏi về bài «{ $title }».
news-write-reason = 🚫 Vì sao không nhận bài «{ $title }»? Chọn, hoặc gõ lý do; đơn vị sẽ đọc được.
news-words-only = Thầy/Cô gõ chữ giúp.
news-nobody-to-ask = ⚠️ Câu hỏi chưa gửi được: không còn ai của đơn vị liên lạc được qua bot, hoặc bài đã có người duyệt.
news-done-accept = ✅ Đã nhận «{ $title }».
news-done-decline = 🚫 Không nhận «{ $title }». Đơn vị đã được báo.
news-done-ask = ❓ Đã gửi câu hỏi về «{ $title }».
news-done-again = ♻️ «{ $title }» trở lại hàng chờ.
news-was-accepted = { $name } đã nhận bài này lúc { $at }.
news-was-declined = { $name } đã không nhận bài này, lúc { $at }.

news-ranking-title = 🏆 <b>Xếp hạng tin bài được nhận</b> · { $period }
news-ranking-line = { $sign } { $place }. { $unit } · { $count } bài
news-ranking-line-own = { $sign } <b>{ $place }. { $unit } · { $count } bài</b>
news-ranking-total = Có { $units } đơn vị được nhận { $items } bài.
news-ranking-empty = Chưa có bài nào được nhận.
news-ranking-own = 📍 <b>{ $unit }</b>: hạng { $place }, { $count } bài
news-ranking-none-own = 📍 <b>{ $unit }</b>: chưa có bài được nhận
news-period-week = tuần này
news-period-month = tháng này
news-period-before = tháng trước
news-period-year = năm nay

news-document-title = TỔNG HỢP TIN BÀI
news-document-period = từ { $first } đến { $last }
news-document-name = Tổng hợp tin bài { $first } – { $last }
news-document-total = { $items } tin bài của { $units } đơn vị, { $pictures } ảnh.
news-document-kept = Giữ lại { $count } ảnh có học sinh mà chưa có đồng ý của phụ huynh.
news-document-about = { $unit } · { $code } · nhận ngày { $at }
news-document-no-consent = (Giữ lại { $count } ảnh: có học sinh mà chưa có đồng ý của phụ huynh.)
news-document-unreadable = (Ảnh không đọc được.)

news-ask-period = 📄 Xuất tin bài đã nhận của thời gian nào? Chọn, hoặc gõ như 1/11 - 15/11.
news-period-not-understood = Chưa rõ thời gian. Thầy/Cô gõ như 1/11 - 15/11.
news-export-empty = Không có tin bài nào được nhận { $period }.
news-export-too-many = Thời gian này có { $count } ảnh, quá nhiều cho một tệp (nhiều nhất { $most }). Thầy/Cô chọn thời gian ngắn hơn.
news-export-coming = 📄 Đang lập tệp Word { $period }: { $items } bài, { $pictures } ảnh. Bot gửi ngay.
news-export-kept = 🚸 Giữ lại { $count } ảnh có học sinh mà chưa có đồng ý của phụ huynh.
news-export-ready = 📄 Tin bài đã nhận { $period }.
news-export-failed = ⚠️ Chưa lập được tệp Word { $period }. Các bài vẫn nguyên; Thầy/Cô thử lại sau ít phút.
news-left-alone = Chưa có gì thay đổi.
news-task-draft = 📰 Tin bài đang viết: «{ $title }»
news-task-asked = ❓ Tổ truyền thông hỏi về bài «{ $title }»
news-task-go-on = ✍️ Viết tiếp tin bài
