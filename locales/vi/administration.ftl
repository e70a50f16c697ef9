# Quản trị trong bot: cán bộ, đơn vị, vai trò, mã mời, tin không đến.
menu-administration = 🗂 Quản trị
command-administration = Quản trị: cán bộ, mã mời
first-administration = Thầy/Cô chọn <b>🗂 Quản trị</b> để mời cán bộ, xem ai chưa tham gia.
help-administration = • /quantri cán bộ, đơn vị, mã mời, tin không đến. Tìm nhanh: /quantri rồi tên, mã hoặc số điện thoại
help-administration-typing = • Gõ <b>quản trị</b>: cán bộ, đơn vị, mã mời, tin không đến. Sau đó gõ tên, mã hoặc số để tìm.

staff-home =
    🗂 <b>Quản trị</b>
    Chưa tham gia: { $nobody } người · mới dùng một ứng dụng: { $one } người
    Mã mời đang chờ: { $waiting } · tin không đến: { $lost }
    Đã tham gia, chưa đồng ý về dữ liệu cá nhân: { $wary } người

    Gõ họ tên, tên hoặc mã đơn vị, số điện thoại để tìm.
staff-home-button = 🗂 Quản trị
staff-waiting-button = ○ Chưa tham gia ({ $count })
staff-lost-button = 📭 Tin không đến ({ $count })
staff-invited-button = ✉️ Mã mời
staff-find-longer = Xin gõ rõ hơn: họ tên, tên hoặc mã đơn vị, hoặc số điện thoại.
staff-find-none = Không tìm thấy «{ $words }». Xin gõ cách khác.
staff-find-many = Có nhiều kết quả cho «{ $words }», đây là một số. Xin gõ rõ hơn.
staff-found = Kết quả cho «{ $words }»:

staff-unit = 🏫 <b>{ $name }</b> · { $code }{ $open ->
    [yes] {""}
   *[no] { " " }· đã đóng
}
staff-unit-people = { $count } người, { $joined } đã tham gia (○ là chưa)
staff-new-person = ➕ Thêm người
staff-newcomer = Thêm ai vào <b>{ $unit }</b>? Gõ họ tên, chức danh và số điện thoại trong một dòng.
staff-newcomer-not-read = Cần họ tên và số điện thoại, ví dụ: Nguyễn Văn Mẫu, Phó Hiệu trưởng, 0900 000 111.
staff-known-already = { $name } đã có trong danh sách với số này. Chọn «Giao vai trò» bên dưới.
staff-of-others = Số này đã có trong danh sách, ở nơi Thầy/Cô không quản trị. Xin hỏi quản trị cấp trên.
staff-added-already = Người này đã được thêm từ trước.

staff-person = 👤 <b>{ $name }</b>{ $left ->
    [no] {""}
   *[yes] { " " }· đã nghỉ
}
staff-post = 🏫 { $unit } · { $role }{ $until ->
    [none] {""}
   *[other] { " " }· đến { $until }
}
staff-no-post = Không giữ vai trò nào
staff-account = 💬 { $channel }, từ { $since }{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ không liên lạc được
}
staff-not-joined = ○ Chưa tham gia
staff-invitation = ✉️ { $state ->
    [open] Mã mời chờ dùng, đến { $until }
    [used] Đã tham gia bằng mã mời, { $used }
    [expired] Mã mời hết hạn { $until }
   *[revoked] Mã mời đã thu hồi
} · { $maker } cấp { $made }
staff-server = máy chủ
staff-partly = Người này giữ vai trò ở cả nơi Thầy/Cô không quản trị: chỉ quản trị cấp trên mời, cắt, đổi vai trò được.
staff-not-oneself = Không tự đổi vai trò, tự cắt mình ở đây. Xin nhờ quản trị khác, hoặc gõ /toi.
staff-on-the-server = Vai trò Quản trị chỉ giao và thôi trên máy chủ (bcn admin).
staff-own-accounts = Tài khoản của tôi

staff-invite = ✉️ Cấp mã mời mới
staff-code =
    ✉️ Mã mời của <b>{ $name }</b>:

    <b>{ $code }</b>

    Người này mở bot (Telegram hoặc Zalo) rồi gõ mã. Dùng một lần, đến { $until }.{ $instead ->
    [yes] { " " }Mã cấp trước đã bỏ.
   *[no] {""}
} Ai có mã vào được bằng tên người này: xin trao tận tay.
staff-code-made = Đã cấp mã, xem tin bên dưới.
staff-code-made-already = Vừa có mã mời mới của người này, xem bên dưới. Cần mã khác thì bấm lần nữa.
staff-no-post-no-code = Người này không giữ vai trò nào nên chưa mời được.
staff-cut-sure = <b>Cắt tài khoản { $channel } của { $name }</b> (từ { $since })? Máy đó thôi nhận tin ngay, mã mời chưa dùng cũng bỏ.
staff-leave = 🚪 Đã nghỉ, chuyển đi
staff-leave-sure = <b>{ $name }</b> đã nghỉ hoặc chuyển đi? Mọi vai trò, tài khoản và mã mời mất hiệu lực ngay. Hồ sơ cũ giữ nguyên.
staff-left = 🚪 Đã ghi: không còn vai trò, tài khoản, mã mời nào.
staff-left-already = Đã ghi là nghỉ từ trước.

staff-give = ➕ Giao vai trò
staff-change = Đổi: { $role }
staff-end = Thôi: { $role }
staff-which-unit = <b>{ $name }</b> nhận vai trò ở đơn vị nào? Chọn, hoặc gõ tên, mã đơn vị.
staff-units-found = Đơn vị nào?
staff-units-many = Có nhiều đơn vị, đây là một số. Chọn, hoặc gõ rõ hơn.
staff-unit-not-found = Không tìm thấy đơn vị này. Xin gõ tên hoặc mã.
staff-which-role = <b>{ $name }</b> nhận vai trò nào ở { $unit }?
staff-which-division = { $role } của phòng nào?
staff-give-sure = Giao cho <b>{ $name }</b>: { $role }, { $unit }{ $instead ->
    [none] {""}
   *[other] , thay vai trò { $instead }
}?{ $heads ->
    [none] {""}
   *[other] { " " }Thủ trưởng hiện nay: { $heads }.
} Hiệu lực ngay.
staff-give-yes = ✅ Giao
staff-give-and-end = ✅ Giao, thay { $name }
staff-give-also = Giao thêm, giữ cả hai
staff-given-done = ✅ { $name }: đã giao { $role }.
staff-given-already = { $name } đã giữ { $role } từ trước.
staff-end-sure = <b>{ $name }</b> thôi giữ { $role }, { $unit }? Hiệu lực ngay, cả việc đang làm dở.
staff-end-yes = ✅ Thôi giữ
staff-ended-done = ✅ { $name } thôi giữ { $role }.
staff-ended-already = { $name } không còn giữ { $role } từ trước. Hiện nay như bên dưới.

staff-substitute = 🤝 Cử người thay
staff-substitute-who = Ai báo cáo thay { $head } (<b>{ $unit }</b>)? Chọn, hoặc gõ họ tên người của đơn vị.
staff-substitute-nobody = <b>{ $unit }</b> chưa có ai khác trong danh sách để thay { $head }. Xin thêm người trước.
staff-substitute-until = <b>{ $name }</b> thay { $head } ({ $unit }) đến bao giờ?
delegation-named-for-head = 🤝 { $actor } (quản trị) cử { $deputy } báo cáo thay { $unit }, đến { $until }. Xem, thôi uỷ quyền: /uyquyen

staff-given = 🪪 Thầy/Cô vừa được giao vai trò <b>{ $role }</b>, { $unit }. Gõ /start để mở thực đơn.
staff-ended = 🪪 Thầy/Cô thôi giữ vai trò { $role }, { $unit }.{ $unsent ->
    [yes] { " " }Báo cáo đang viết dở vẫn được giữ nhưng không gửi được nữa: có việc cần báo, xin gọi ngay cho đơn vị.
   *[no] {""}
} Nếu chưa đúng, xin liên hệ quản trị.
staff-given-to-see = 🪪 { $actor } vừa giao cho { $name } vai trò { $role }, { $unit }: xem được báo cáo của đơn vị khác.

staff-waiting-none = ○ <b>Chưa tham gia</b>: { $count } người{ $unit ->
    [none] {""}
   *[other] , { $unit }
}
staff-waiting-one = <b>Mới dùng một ứng dụng</b>: { $count } người{ $unit ->
    [none] {""}
   *[other] , { $unit }
}
staff-waiting-unit = 🏫 { $unit }
staff-waiting-line = • { $name } · { $role } · { $phone }
staff-no-phone = chưa có số
staff-waiting-show-none = ○ Chưa tham gia ({ $count })
staff-waiting-show-one = Mới dùng một ứng dụng ({ $count })
staff-remind-all = 🔔 Nhắc tất cả
staff-reminded = 🔔 Đã nhắc { $count } người.
staff-calling-list = 📄 Danh sách để gọi (Excel)
staff-calling-list-soon = Đang làm danh sách…
staff-calling-list-here = 📄 Người chưa tham gia, để gọi.
staff-calling-list-failed = Chưa làm được danh sách, xin thử lại sau.
staff-second = Thầy/Cô mới dùng { $channel }. Xin thêm ứng dụng kia, phòng khi { $channel } không vào được.
staff-invited = ✉️ Thầy/Cô có mã mời chưa dùng, đến { $until }. Không còn mã thì bấm bên dưới.
staff-to-call =
    ✉️ { $count } người được mời từ 3 ngày trước chưa tham gia; bot chưa nhắn được, xin gọi giúp:
    { $names }{ $more ->
    [0] {""}
   *[other] { " " }… và { $more } người nữa
}
staff-see-list = Xem danh sách
staff-sheet-title = Chưa tham gia
staff-sheet-as-of = Lúc { $at }: { $count } dòng
staff-sheet-unit = Đơn vị
staff-sheet-name = Họ tên
staff-sheet-role = Vai trò
staff-sheet-phone = Điện thoại
staff-sheet-called = Đã gọi

staff-lost = 📭 <b>Tin không đến</b>, 14 ngày qua: { $count }
staff-lost-alert = báo động, tin gấp
staff-lost-reminder = nhắc việc
staff-lost-other = tin báo
staff-lost-line = • { $name } · { $kind } · { $channel } · { $at }{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ hiện không liên lạc được
}
staff-resend = 🔁 Gửi lại { $name }
staff-resend-all = 🔁 Gửi lại tất cả
staff-resend-sent = 🔁 Đã gửi lại, theo tình hình lúc này.
staff-resend-gone = Tin này đã được gửi lại từ trước.
staff-resend-unreachable = Hiện chưa liên lạc được người này: xin gọi điện.
staff-resend-over = Việc trong tin này đã qua, không cần gửi nữa.
staff-resent = 🔁 Đã gửi lại { $count } tin{ $over ->
    [0] {""}
   *[other] , { $over } tin không còn cần
}.

staff-invitations = ✉️ <b>Mã mời</b>: { $open } chờ dùng · { $used } đã tham gia · { $expired } hết hạn · { $revoked } thu hồi
staff-invitations-all = Tất cả
staff-invitations-open = Chờ dùng
staff-invitations-used = Đã tham gia
staff-invitations-expired = Hết hạn
staff-invitations-revoked = Thu hồi

# Sắp xếp đơn vị đã lên kế hoạch.
reform-eve = 🗓 Ngày mai { $day } bot sắp xếp đơn vị theo kế hoạch số { $number } ({ $rows } việc). Muốn dừng, nhờ người vận hành: bcn units planned --cancel { $number }
reform-done = ✅ Đã sắp xếp đơn vị theo kế hoạch số { $number } ({ $day }): { $rows } việc.
reform-failed =
    ⚠️ Không sắp xếp đơn vị được theo kế hoạch số { $number } ({ $day }). Chưa thay đổi gì. Dòng có lỗi:
    { $reasons }
    Xin sửa tệp rồi nhờ người vận hành chạy lại.
