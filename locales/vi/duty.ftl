# Uỷ quyền, vắng mặt, lịch trực.
me-delegate = 🤝 Uỷ quyền
me-absence = 🔁 Vắng mặt, nhờ nhận thay
until-today = Hết hôm nay
until-that-day = Hết hôm ấy
until-3-days = 3 ngày
until-week = 1 tuần
until-month = 1 tháng
until-too-far = Xin chọn một ngày từ hôm nay đến 1 năm tới, ví dụ «30/11».
person-not-found = Chưa tìm thấy người này trong danh sách của Sở. Xin gõ đúng họ tên, hoặc số điện thoại đã đăng ký.
person-is-oneself = Đây là chính Thầy/Cô. Xin chọn hoặc gõ tên người khác.
person-numbers-guessed = Đã gõ nhiều số không có trong danh sách. Xin chọn hoặc gõ họ tên; sau một giờ mới tìm theo số được.
moment-not-read = Chưa hiểu thời gian. Xin gõ như «30/11», «17:00 30/11», «mai».

delegation-not-yours = Chỉ Thủ trưởng đơn vị uỷ quyền được. Hiện cũng chưa có ai uỷ quyền cho Thầy/Cô.
delegation-title = 🤝 <b>Uỷ quyền</b>
delegation-none = Hiện không có uỷ quyền nào.
delegation-given = • { $deputy } được { $what ->
    [incidents] báo cáo sự cố
    [regular] báo cáo định kỳ
   *[both] báo cáo sự cố và báo cáo định kỳ
} thay { $unit }, đến { $until }
delegation-got = • Thầy/Cô được { $head } uỷ quyền { $what ->
    [incidents] báo cáo sự cố
    [regular] báo cáo định kỳ
   *[both] báo cáo sự cố và báo cáo định kỳ
} thay { $unit }, đến { $until }
delegation-new = ➕ Uỷ quyền cho một người
delegation-end = ✖ Thôi uỷ quyền { $deputy }
delegation-give-up = ✖ Thôi nhận, { $unit }
delegation-which-unit = Uỷ quyền cho đơn vị nào?
delegation-to-whom = Ai báo cáo thay <b>{ $unit }</b>? Chọn, hoặc gõ họ tên, số điện thoại đã đăng ký.
delegation-what = <b>{ $deputy }</b> được làm gì?
delegation-what-incidents = Báo cáo sự cố
delegation-what-regular = Báo cáo định kỳ
delegation-what-both = Cả hai
delegation-until = <b>{ $deputy }</b> được uỷ quyền đến bao giờ? Chọn, hoặc gõ ngày, ví dụ «30/11».
delegation-done = ✅ Đã uỷ quyền cho { $deputy }. Người này vừa được báo.
delegation-done-not-told = ✅ Đã uỷ quyền cho { $deputy }. ⚠️ Người này chưa dùng bot: xin Thầy/Cô báo trực tiếp.
delegation-end-done = Đã thôi uỷ quyền, người được uỷ quyền vừa được báo.
delegation-is-over = Uỷ quyền này đã kết thúc từ trước.
delegation-refused = Đã ghi: Thầy/Cô không nhận uỷ quyền này.
delegation-named = 🤝 { $head } uỷ quyền Thầy/Cô { $what ->
    [incidents] báo cáo sự cố
    [regular] báo cáo định kỳ
   *[both] báo cáo sự cố và báo cáo định kỳ
} thay <b>{ $unit }</b>, đến { $until }. Gõ /start để mở thực đơn.
delegation-refuse = Không nhận
delegation-declined = 🤝 { $deputy } không nhận uỷ quyền của { $unit }. Xin Thầy/Cô chọn người khác: /uyquyen
delegation-ended = 🤝 Uỷ quyền của { $head } ({ $unit }) đã kết thúc.
delegation-over = 🤝 Uỷ quyền cho { $deputy } ({ $unit }) đã hết hạn.

absence-not-yours = Mục này dành cho lãnh đạo, người trực: nhờ người khác nhận báo động thay khi vắng.
absence-title = 🔁 <b>Vắng mặt</b>
absence-none = Báo động đang đến thẳng Thầy/Cô.
absence-mine = • { $name } nhận thay Thầy/Cô: { $starts } – { $until }{ $state ->
    [asked] { " " }(chưa trả lời)
   *[accepted] {""}
}
absence-for = • Thầy/Cô nhận thay { $name }: { $starts } – { $until }{ $state ->
    [asked] { " " }(chờ Thầy/Cô trả lời)
   *[accepted] {""}
}
absence-new = ➕ Nhờ người nhận thay
absence-accept = ✅ Nhận thay
absence-decline = Không nhận
absence-give-up = ✖ Thôi nhận thay
absence-end = ✖ Tôi tự nhận
absence-to-whom = Ai nhận báo động thay Thầy/Cô? Chọn, hoặc gõ họ tên, số điện thoại đã đăng ký.
absence-from-when = <b>{ $name }</b> nhận thay từ bao giờ? Chọn, hoặc gõ, ví dụ «7h 20/11».
absence-from-now = Ngay bây giờ
absence-from-tomorrow = Từ ngày mai
absence-until = <b>{ $name }</b> nhận thay từ { $starts } đến bao giờ? Chọn, hoặc gõ, ví dụ «17:00 22/11».
absence-ask-done = ✅ Đã hỏi { $name }. Người này đồng ý thì mới có hiệu lực; Thầy/Cô vẫn thấy mọi việc.
absence-not-told = ⚠️ { $name } chưa dùng bot nên không hỏi được. Xin chọn người khác.
absence-no-time = Thời gian này đã qua. Xin chọn lại.
absence-not-a-leader = { $name } không xử lý vụ việc nên không nhận thay được. Xin chọn người khác.
absence-overlaps = Thời gian này Thầy/Cô đã nhờ người khác. Xin chọn «Tôi tự nhận» trước.
absence-circle = { $name } cũng vắng lúc ấy và tin sẽ quay vòng. Xin chọn người khác.
absence-is-over = Việc nhận thay này đã kết thúc.
absence-yes = ✅ Thầy/Cô nhận báo động thay { $name }, { $starts } – { $until }.
absence-ended = Đã kết thúc. Báo động lại đến thẳng Thầy/Cô.
absence-refused = Đã ghi: Thầy/Cô không nhận thay.
absence-asked = 🔁 { $name } nhờ Thầy/Cô nhận báo động thay, { $starts } – { $until }.
absence-accepted = ✅ { $name } nhận báo động thay Thầy/Cô, { $starts } – { $until }. Thầy/Cô vẫn thấy mọi việc.
absence-declined = { $name } không nhận thay. Báo động vẫn đến Thầy/Cô; nhờ người khác: /vangmat
absence-begins = 🔁 Từ bây giờ { $name } nhận báo động thay Thầy/Cô.
absence-begins-you = 🔁 Từ bây giờ Thầy/Cô nhận báo động thay { $name }.
absence-no-answer = ⚠️ { $name } chưa trả lời. Báo động vẫn đến Thầy/Cô.
absence-lost = ⚠️ { $name } không còn xử lý vụ việc nên không nhận thay được. Báo động vẫn đến Thầy/Cô; nhờ người khác: /vangmat
absence-over = 🔁 Thầy/Cô thôi nhận báo động thay { $name }.
absence-over-you = 🔁 Hết thời gian vắng mặt. Báo động lại đến thẳng Thầy/Cô.
absence-never = { $name } đã không trả lời lời nhờ nhận thay; báo động vẫn đến Thầy/Cô.

duty-day = { $weekday ->
    [0] Thứ Hai
    [1] Thứ Ba
    [2] Thứ Tư
    [3] Thứ Năm
    [4] Thứ Sáu
    [5] Thứ Bảy
   *[6] Chủ Nhật
} { $day }
roster-week = 👤 <b>Lịch trực { $first } – { $last }</b>
roster-empty = Chưa có lịch trực. Khi có sự cố, mọi chuyên viên trực đều được báo.
roster-day = <b>{ $day }</b>
roster-hole-line = ⚠️ Trống: { $starts } – { $ends }
roster-this = ‹ Tuần này
roster-next = Tuần sau ›
roster-open = 👤 Xem lịch trực
roster-hole = ⚠️ Lịch trực của { $unit } trống từ { $starts } đến { $ends }. Trong lúc đó, báo động đến Thầy/Cô.
roster-ends = ⚠️ Lịch trực của { $unit } hết lúc { $starts }, chưa có ca sau. Từ lúc đó, báo động đến Thầy/Cô.
roster-imported = 👤 Lịch trực mới: Thầy/Cô có { $count } ca, ca đầu { $starts } – { $ends }. Xem: /lichtruc
shift-now = 🟢 { $clock } · <b>{ $name }</b>
shift-later = { $clock } · { $name }
shift-time = { $day }, { $clock }
shift-given = 👤 { $name } xếp Thầy/Cô trực: { $starts } – { $ends }.
shift-removed = 👤 { $name } đã bỏ ca trực của Thầy/Cô: { $starts } – { $ends }.
shift-add = ➕ Thêm ca
shift-remove = 🗑 Bỏ ca
shift-which-unit = Lịch trực của đơn vị nào?
shift-who = Ai trực? Chọn, hoặc gõ họ tên, số điện thoại đã đăng ký.
shift-may-not = { $name } không giữ vai trò được báo động ở đây nên không trực được.
shift-from-when = <b>{ $name }</b> trực từ lúc nào? Chọn, hoặc gõ, ví dụ «7h 20/11».
shift-until-when = Trực từ { $starts } đến lúc nào? Chọn, hoặc gõ, ví dụ «7h 21/11».
shift-bad-time = Ca trực phải kết thúc sau khi bắt đầu, dài nhất 14 ngày, trong 60 ngày tới. Xin thêm lại.
shift-added = ✅ { $name } trực { $starts } – { $ends }.
shift-remove-which = Bỏ ca nào?
shift-none = Không có ca nào sắp tới.
shift-remove-sure = Bỏ ca của <b>{ $name }</b>: { $shift }?
shift-remove-yes = 🗑 Bỏ ca này
shift-removed-done = 🗑 Đã bỏ ca trực.
shift-is-gone = Ca này không còn nữa.
shift-not-yours = Ca này không còn là của Thầy/Cô, hoặc đã bắt đầu.
swap-begin = 🔁 Đổi ca của tôi
swap-which = Đổi ca nào?
swap-none = Thầy/Cô không có ca nào sắp tới.
swap-with-whom = Nhờ ai nhận ca <b>{ $shift }</b>? Chọn, hoặc gõ họ tên, số điện thoại đã đăng ký.
swap-only-take = Chỉ nhờ nhận ca này
swap-for-what = <b>{ $name }</b> nhận ca { $shift }. Đổi lấy ca nào?
swap-not-possible = Không đổi được với { $name }: ca đã thay đổi, hoặc người này không trực được ở đây.
swap-asked-already = Đã hỏi { $name } về ca này, đang chờ trả lời.
swap-ask-done = ✅ Đã hỏi { $name }. Ca chỉ đổi khi người này đồng ý.
swap-not-told = ⚠️ { $name } chưa dùng bot nên không hỏi được. Ca vẫn là của Thầy/Cô.
swap-asked = 🔁 { $name } xin đổi ca: Thầy/Cô trực { $starts } – { $ends }, { $name } trực { $other_starts } – { $other_ends }. Trả lời trước { $until }.
swap-asked-to-take = 🔁 { $name } nhờ Thầy/Cô trực thay { $starts } – { $ends }. Trả lời trước { $until }.
swap-accept = ✅ Đồng ý
swap-decline = Không đổi
swap-accepted = ✅ Đã đổi ca. Chánh Văn phòng cũng được báo.
swap-refused = Đã ghi: không đổi ca.
swap-is-over = Lời xin đổi ca này không còn hiệu lực; lịch trực giữ nguyên.
swap-done = 🔁 Đã đổi ca: { $other } trực { $starts } – { $ends }, { $asker } trực { $other_starts } – { $other_ends }.
swap-taken = 🔁 Đã đổi ca: { $other } trực { $starts } – { $ends } thay { $asker }.
swap-declined = 🔁 { $other } không nhận ca { $starts } – { $ends }; { $asker } vẫn trực.
swap-expired = ⚠️ { $other } không trả lời lời xin đổi ca. Ca vẫn là của Thầy/Cô.
