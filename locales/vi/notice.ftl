# Thông báo: soạn, gửi, đọc, ai đã đọc.
command-notice = Soạn và gửi thông báo
help-notice = 📢 /thongbao để gửi thông báo đến các đơn vị và xem ai đã đọc.

notice-head = 📢 <b>Thông báo · { $unit }</b>
notice-read-by = ⏰ Xin đọc trước <b>{ $at }</b>.
notice-read = ✅ Đã đọc
notice-was-read = ✅ Thầy/Cô đã xác nhận đọc lúc { $at }.
notice-reminded = 🔔 <b>Nhắc:</b> Thầy/Cô chưa xác nhận đã đọc.
notice-thanks = ✅ Đã ghi nhận Thầy/Cô đã đọc. Xin cảm ơn.
notice-withdrawn = 🚫 Thông báo «{ $title }» đã được thu hồi, không còn hiệu lực.
notice-no-replies = Thông báo không nhận trả lời tại đây. Thầy/Cô chọn «Đã đọc» để xác nhận; có việc cần báo cáo thì gõ /baocao.
notice-none-yet = Chưa có thông báo nào gửi đến Thầy/Cô.
notice-inbox = 📢 <b>Thông báo gửi đến Thầy/Cô</b>
notice-listed = { $title } · { $at }
notice-listed-withdrawn = { $title } · { $at } · đã thu hồi

notice-desk = 📢 <b>Thông báo đã gửi</b>
notice-desk-empty = 📢 Chưa có thông báo nào được gửi.
notice-new = ✍️ Soạn thông báo
notice-go-on = ✍️ Soạn tiếp bản đang dở
notice-write = ✍️ Thầy/Cô gõ nội dung thông báo. Có thể gửi kèm ảnh, tệp.
notice-draft = 📝 <b>Thông báo đang soạn</b>
notice-draft-empty = (chưa có nội dung)
notice-draft-files = 📎 Kèm { $count } tệp
notice-draft-to = 👥 Nơi nhận: { $audience }
notice-draft-by =
    { $at ->
        [none] 📅 Hạn đọc: không
       *[other] 📅 Hạn đọc: { $at }
    }
notice-draft-more = Gõ thêm là viết tiếp vào cuối.
notice-to = 👥 Nơi nhận
notice-by = 📅 Hạn đọc
notice-preview = 👁 Xem trước và gửi
notice-rewrite = ✏️ Viết lại
notice-drop = 🗑 Bỏ
notice-dropped = Đã bỏ thông báo đang soạn, không gửi gì.
notice-text-or-file = Chỗ này chỉ nhận chữ, ảnh và tệp. Thầy/Cô gõ hoặc gửi lại giúp.
notice-too-long = Thông báo dài quá { $most } chữ cái. Xin Thầy/Cô rút gọn, hoặc gửi kèm tệp.
notice-personal = ⚠️ Nội dung có vẻ chứa thông tin cá nhân. Xin Thầy/Cô xem lại trước khi gửi.
notice-needs-text = Thầy/Cô gõ nội dung trước đã.
notice-everybody = Tất cả đơn vị
notice-ask-by = 📅 Các đơn vị cần đọc trước khi nào? Chọn, hoặc gõ ngày như 20/11.
notice-by-1 = Ngày mai
notice-by-3 = 3 ngày
notice-by-7 = 1 tuần
notice-by-none = Không đặt hạn
notice-by-not-understood = Chưa rõ ngày. Thầy/Cô gõ như 20/11 hoặc 17:00 20/11, sau thời điểm này.
notice-by-is-past = Hạn đọc đã qua. Thầy/Cô chọn lại hạn rồi gửi.
notice-ask-to =
    👥 <b>Nơi nhận:</b> { $audience }
    { $units } đơn vị, { $people } người
notice-facet-kinds = Theo loại trường
notice-facet-under = Theo nhánh đơn vị
notice-facet-tags = Theo nhãn
notice-choose-kinds = Chọn loại trường. Đang chọn: { $audience }
notice-choose-under = Chọn nhánh đơn vị. Đang chọn: { $audience }
notice-choose-tags = Chọn nhãn. Đang chọn: { $audience }
notice-chosen = ✔️ Xong

notice-sure = 📤 Gửi thông báo trên đến <b>{ $units } đơn vị</b>, { $people } người?
notice-sure-these = Gồm: { $names }
notice-sure-among = Gồm: { $names } và { $left } đơn vị khác
notice-sure-not-joined = ⚠️ { $count } người chưa tham gia bot hoặc không còn tài khoản: chưa nhận được.
notice-sure-empty = ⚠️ { $count } đơn vị chưa có người đứng đầu trong danh bạ.
notice-sure-quiet = 🌙 Đang giờ nghỉ: bot sẽ gửi từ { $at }, trừ khi Thầy/Cô chọn gửi ngay.
notice-send = 📤 Gửi
notice-send-later = 🌙 Gửi từ { $at }
notice-send-now = 📤 Gửi ngay
notice-nobody = Không có đơn vị nào nhận được. Xin Thầy/Cô chọn lại nơi nhận.
notice-changed = Nơi nhận vừa thay đổi. Xin Thầy/Cô xem lại.
notice-on-its-way = 📤 <b>Đang gửi «{ $title }»</b> đến { $units } đơn vị, { $people } người.
notice-on-its-way-short = Đã bắt đầu gửi.
notice-sent-already = Thông báo này đã gửi rồi.
notice-not-there = Thông báo này không còn để xử lý. Thầy/Cô gõ /thongbao để xem các thông báo.
notice-who-has-read = 📊 Ai đã đọc

notice-report = 📊 <b>{ $title }</b>
notice-report-read = ✅ Đã đọc: { $read }/{ $people } người · { $units_read }/{ $units } đơn vị
notice-report-came = 📥 Đã nhận: { $came }/{ $people } người
notice-report-withdrawn = 🚫 Đã thu hồi
notice-list-todo = <b>Chưa đọc:</b>
notice-list-done = <b>Đã đọc:</b>
notice-nobody-read = Chưa có ai đọc.
notice-all-read = 🎉 Tất cả đã đọc.
notice-line = • { $unit } · { $person }
notice-target-unreachable = chưa tham gia
notice-target-blocked = đã chặn bot
notice-target-failed = gửi không được
notice-target-waiting = chưa gửi
notice-target-queued = đang gửi
notice-show-todo = Ai chưa đọc
notice-show-done = Ai đã đọc
notice-withdraw = 🚫 Thu hồi
notice-withdraw-sure = 🚫 Thu hồi ngay
notice-ask-withdraw = Thu hồi «{ $title }»? Người đã nhận sẽ thấy thông báo không còn hiệu lực.
notice-is-withdrawn = 🚫 Đã thu hồi «{ $title }». Không ai nhận thêm nữa.
