# Tham gia, thực đơn, trợ giúp, «tôi là ai».
join-refused =
    Xin chào. Bot này dành cho Thủ trưởng đơn vị và cán bộ đã được Sở đăng ký.
    Để tham gia, Thầy/Cô mở đường dẫn mời được cấp (hoặc gõ mã mời vào đây), hoặc chia sẻ số điện thoại đã đăng ký.
    Chưa được thì xin liên hệ quản trị của đơn vị cấp trên.
# Nơi không chia sẻ được số điện thoại.
join-refused-typing =
    Xin chào. Bot này dành cho Thủ trưởng đơn vị và cán bộ đã được Sở đăng ký.
    Để tham gia, Thầy/Cô gõ mã mời được cấp, hoặc dán đường dẫn mời, vào đây.
    Chưa có mã thì xin liên hệ quản trị của đơn vị cấp trên.
no-groups = Xin chào. Bot chỉ nói chuyện riêng với từng người, không làm việc trong nhóm.

welcome =
    Chào mừng <b>{ $name }</b>.
    { $posts }

    { $first }
welcome-back = Chào <b>{ $name }</b>.{ $kept ->
    [draft] { " " }Báo cáo chưa gửi vẫn được giữ: chọn «Việc của tôi».
   *[none] { " " }Thầy/Cô chọn việc bên dưới.
}
already-joined = Thầy/Cô <b>{ $name }</b> đã tham gia rồi, không cần gửi số điện thoại nữa.
code-useless = Mã mời này không dùng được (đã dùng, đã huỷ hoặc hết hạn). Thầy/Cô vẫn dùng bot như thường.
switch-question =
    ⚠️ Mã mời này dành cho <b>{ $other }</b>, còn tài khoản chat này đang là của <b>{ $name }</b>.
    Chỉ chuyển khi điện thoại đã đổi người dùng. Nếu không, { $other } cần mở đường dẫn trên máy của mình.
switch-stay = Giữ nguyên
switch-over = Chuyển cho { $other }
switch-stayed = Giữ nguyên: tài khoản này vẫn là của <b>{ $name }</b>.
switch-done = Đã chuyển tài khoản.

first-report = Có sự cố, Thầy/Cô cứ kể một câu vào đây, hoặc chọn <b>🚨 Khẩn</b>.
first-regular = Đến hạn báo cáo định kỳ, bot sẽ nhắn; mở biểu mẫu: chọn <b>🗓 Báo cáo định kỳ</b>.
first-open = Khi có báo động, Thầy/Cô chọn <b>Tiếp nhận</b> ngay dưới tin. Xin đừng tắt tiếng bot.
first-duty = Thầy/Cô xem lịch trực ở bên dưới; bot sẽ nhắn khi có việc cần quản trị.
first-none = Khi đã được giao vai trò, Thầy/Cô gõ /start để mở thực đơn.

menu-report = 📝 Báo cáo sự cố
menu-urgent = 🚨 Khẩn
menu-regular = 🗓 Báo cáo định kỳ
menu-tasks = 📌 Việc của tôi
menu-open = 📂 Đang mở
menu-statistics = 📊 Thống kê
menu-duty = 👤 Trực

command-open = Vụ việc đang mở
command-statistics = Thống kê
command-duty = Lịch trực
command-regular = Báo cáo định kỳ
command-cancel = Huỷ việc đang làm dở
command-me = Tôi là ai, vai trò gì

role-head = Thủ trưởng đơn vị
role-deputy = Cấp phó của đơn vị
role-duty-officer = Cán bộ trực
role-specialist = Chuyên viên
role-division-head = Trưởng phòng chuyên môn
role-chief-of-office = Chánh Văn phòng
role-deputy-director = Phó Giám đốc
role-director = Giám đốc
role-communications = Tổ truyền thông
role-administrator = Quản trị
role-delegate-incidents = Được uỷ quyền báo cáo sự cố
role-delegate-regular = Được uỷ quyền báo cáo định kỳ

help-title = <b>Trợ giúp</b>
help-report =
    • Có sự cố: cứ <b>kể một câu</b> vào đây, gửi kèm ảnh lúc nào cũng được.
    • Gấp: chọn <b>🚨 Khẩn</b>, gửi trước, chi tiết sau.
    • Từng câu hỏi một: /baocao. Bỏ dở: /huy.
    • Báo diễn biến: trả lời vào tin của vụ việc.
help-lead =
    • Có báo động: chọn <b>Tiếp nhận</b> dưới tin, rồi Hỏi thêm, Chỉ đạo, Chuyển xử lý, Kết thúc.
    • Trả lời vào tin của vụ việc cũng đến được đơn vị.
    • /dangmo vụ việc đang mở · /thongke thống kê · /truc lịch trực
# Nơi không trả lời được vào một tin.
help-report-typing =
    • Có sự cố: cứ <b>kể một câu</b> vào đây, gửi kèm ảnh lúc nào cũng được.
    • Gấp: gõ <b>khẩn</b>, gửi trước, chi tiết sau.
    • Từng câu hỏi một: gõ <b>báo cáo</b>. Bỏ dở: gõ <b>huỷ</b>.
    • Báo diễn biến: gõ <b>việc của tôi</b>, chọn vụ việc, chọn Bổ sung.
help-lead-typing =
    • Có báo động: chọn <b>Tiếp nhận</b> dưới tin, rồi Hỏi thêm, Chỉ đạo, Chuyển xử lý, Kết thúc.
    • Vụ việc cũ: gõ <b>đang mở</b> rồi chọn.
    • Gõ <b>thống kê</b>, <b>trực</b> để xem thống kê, lịch trực.
help-regular = • /dinhky báo cáo định kỳ · /viec việc đang chờ
help-duty = • /truc lịch trực
help-no-role = Thầy/Cô chưa có vai trò nào nên chưa dùng được bot; xin liên hệ quản trị.
help-always = /toi xem vai trò của mình · /start về màn hình chính

me-name = 👤 <b>{ $name }</b>
me-post = 🏫 { $unit } · { $role }
me-no-role = Hiện Thầy/Cô không giữ vai trò nào. Nếu chưa đúng, xin liên hệ quản trị.
me-phone = 📞 { $phone }
me-no-phone = 📞 Chưa đăng ký số điện thoại
me-accounts = 💬 <b>Tài khoản chat</b>
me-account = • { $channel }, từ { $since }{ $here ->
    [yes] { " " }· đang dùng
   *[no] {""}
}{ $first ->
    [yes] { " " }· nhận tin trước
   *[no] {""}
}{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ không liên lạc được
}
account-first = Nhận tin trên { $channel } trước
account-first-done = Từ nay tin đến { $channel } trước.
account-more = ➕ Thêm tài khoản
account-code =
    Trên ứng dụng hoặc máy kia (Telegram, Zalo), Thầy/Cô mở bot rồi gõ mã:

    <b>{ $code }</b>

    Mã dùng một lần, đến { $until }. Ai có mã là vào được bằng tên Thầy/Cô: xin đừng đưa cho người khác.
account-code-instead = Mã cấp trước đó của Thầy/Cô thôi dùng được.
account-cut = ✂️ Cắt tài khoản { $channel }
account-cut-sure =
    <b>Cắt tài khoản { $channel }</b> (từ { $since })?
    Máy đó thôi nhận tin và không dùng được bot nữa. Mã mời chưa dùng của Thầy/Cô cũng bị huỷ.
account-cut-done = ✂️ Đã cắt tài khoản { $channel }.
account-gone-already = Tài khoản này đã cắt rồi.
account-joined =
    🔐 Tài khoản { $channel } vừa tham gia bằng tên Thầy/Cô.
    Nếu không phải Thầy/Cô, xin gõ /toi để cắt ngay.
me-may = <b>Thầy/Cô có thể:</b>
me-may-line = • { $what }
may-report = báo cáo sự cố, bổ sung, đính chính
may-act = tiếp nhận và xử lý vụ việc
may-see-statistics = xem thống kê
may-see-roster = xem lịch trực
may-administer = quản lý đơn vị, cán bộ, mã mời: /quantri

regular-none = Hiện chưa có đợt báo cáo định kỳ nào qua bot; Thầy/Cô chưa phải nộp gì ở đây.
