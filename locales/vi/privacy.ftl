# Dữ liệu cá nhân và vụ việc hạn chế.
restricted = 🔒 Hạn chế
open-line-restricted = 🔒 <b>{ $code }</b> · Hạn chế
    { $status } · { $opened }
restricted-short = Hạn chế
own-data-coming = 📥 Đang lập tệp mọi dữ liệu đang lưu về Thầy/Cô, bot gửi ngay.
own-data-file = 📄 Dữ liệu đang lưu về Thầy/Cô. Tệp chứa dữ liệu cá nhân: xin giữ kín.
own-data-failed = 🙏 Chưa lập được tệp. Xin Thầy/Cô gõ lại /dulieucuatoi sau ít phút.
own-data-title = DỮ LIỆU ĐANG LƯU VỀ { $name } (lập lúc { $at })
own-data-person = == Cán bộ: { $count } ==
own-data-assignment = == Vai trò: { $count } ==
own-data-account = == Tài khoản chat: { $count } ==
own-data-invitation = == Mã mời: { $count } ==
own-data-digest-plan = == Giờ nhận bản tin: { $count } ==
own-data-conversation = == Đang nói dở: { $count } ==
own-data-draft = == Bản nháp: { $count } ==
own-data-incident = == Báo cáo sự cố đã gửi: { $count } ==
own-data-timeline-entry = == Lời trên diễn biến vụ việc: { $count } ==
own-data-alert = == Lần được báo động: { $count } ==
own-data-statement = == Phát ngôn đã viết hoặc duyệt: { $count } ==
own-data-statement-given = == Lần phát ngôn đã ghi: { $count } ==
own-data-press-contact = == Liên hệ báo chí đã ghi: { $count } ==
own-data-spokesperson = == Người phát ngôn: { $count } ==
own-data-spokesperson-question = == Lần được hỏi về người phát ngôn: { $count } ==
own-data-news-item = == Tin bài: { $count } ==
own-data-news-talk = == Trao đổi về tin bài: { $count } ==
own-data-task = == Báo cáo định kỳ: { $count } ==
own-data-notice = == Thông báo đã soạn: { $count } ==
own-data-notice-reader = == Thông báo phải đọc, đã đọc: { $count } ==
own-data-notice-watch = == Thông báo đang theo dõi: { $count } ==
own-data-duty-shift = == Ca trực: { $count } ==
own-data-duty-swap = == Đổi ca: { $count } ==
own-data-absence = == Vắng mặt, người thay: { $count } ==
own-data-delegation = == Ủy quyền: { $count } ==
own-data-campaign = == Đợt báo cáo đã tạo: { $count } ==
own-data-broadcast = == Lần gửi hàng loạt: { $count } ==
own-data-broadcast-target = == Tin gửi hàng loạt được nhận: { $count } ==
own-data-making-recipient = == Tệp đã xin: { $count } ==
own-data-outbox = == Tin bot đã gửi (90 ngày): { $count } ==
own-data-audit = == Nhật ký: đã xem gì, làm gì: { $count } ==
own-data-attachment = == Tệp đã gửi: { $count } ==
me-own-data = 🔎 /dulieucuatoi: tệp mọi dữ liệu đang lưu về Thầy/Cô
me-privacy = 🔐 /riengtu: dữ liệu cá nhân, đồng ý và rút lại
privacy-notice =
    🔐 <b>Dữ liệu cá nhân của Thầy/Cô</b>
    { $words }

    { $said ->
        [agreed] ✅ Thầy/Cô đã đồng ý ({ $since }).
        [refused] ✖️ Thầy/Cô chưa đồng ý ({ $since }). Báo cáo sự cố, nhận báo động vẫn như thường, vì đó là nhiệm vụ. Muốn ngừng hẳn, xin nhắn quản trị của đơn vị cấp trên.
       *[open] Thầy/Cô chọn bên dưới. Có sự cố thì cứ báo ngay, không cần chờ.
    }
privacy-agree = ✅ Tôi đồng ý
privacy-refuse = ✖️ Tôi không đồng ý
privacy-take-back = ↩️ Rút lại đồng ý
privacy-full = 📄 Xem đầy đủ
privacy-short = ‹ Thu gọn
privacy-agreed-toast = Đã ghi nhận. Cảm ơn Thầy/Cô.
privacy-refused-toast = Đã ghi nhận. Thầy/Cô vẫn báo cáo sự cố như thường.
privacy-changed = 🔐 Thông báo về dữ liệu cá nhân vừa thay đổi. Khi tiện, Thầy/Cô gõ <b>riêng tư</b> để xem và trả lời.
privacy-changed-since = Thông báo vừa thay đổi, xin Thầy/Cô xem bản mới bên dưới.
