# Bản tin tổng hợp: lời, nhãn trên biểu đồ, và việc chọn giờ nhận (/bantin).
digest-title-daily = 📊 <b>Bản tin { $at }</b>
digest-title-weekly = 📊 <b>Bản tin tuần, { $at }</b>
digest-title-days = 📊 <b>Thống kê { $days } ngày qua</b>
digest-against-daily = Từ { $since }; trong ngoặc là cùng giờ tuần trước.
digest-against-weekly = Từ { $since }; trong ngoặc là tuần trước đó.
digest-against-days = Trong ngoặc là thời gian liền trước.
digest-quiet-daily =
    ☀️ <b>{ $at }</b>: từ { $since } không có sự cố mới. { $open ->
        [0] Không còn việc đang mở.
       *[other] Đang mở: <b>{ $open }</b>.
    }
digest-quiet-weekly =
    ☀️ <b>{ $at }</b>: tuần này không có sự cố mới. { $open ->
        [0] Không còn việc đang mở.
       *[other] Đang mở: <b>{ $open }</b>.
    }
digest-quiet-days =
    ☀️ Từ { $since } không có sự cố mới. { $open ->
        [0] Không còn việc đang mở.
       *[other] Đang mở: <b>{ $open }</b>.
    }
digest-new = 🆕 Mới: <b>{ $count }</b> ({ $before })
digest-category = { "  " }{ $icon } { $name }: { $count } ({ $before })
digest-others = { "  " }▫️ Loại khác: { $count }
digest-still-open =
    📂 Đang mở: <b>{ $count }</b>{ $untaken ->
        [0] { "" }
       *[other] , <b>{ $untaken } chưa ai tiếp nhận</b>
    }
digest-ended = ✅ Kết thúc: <b>{ $count }</b> ({ $before })
digest-taking =
    ⏱ Tiếp nhận sau: { $time }{ $before ->
        [none] { "" }
       *[other] { " " }({ $before })
    }
digest-ending =
    🏁 Kết thúc sau: { $time }{ $before ->
        [none] { "" }
       *[other] { " " }({ $before })
    }
digest-round = 📋 { $title }: <b>{ $lacking }/{ $asked } chưa nộp</b>, hạn { $due }: { $names }
digest-open = 📂 Đang mở
digest-lacking = 📋 Chưa nộp: { $short }
digest-times = ⏰ Giờ nhận bản tin
digest-failed = ⚠️ Chưa lập được bản tin này. Thầy/Cô gõ /thongke để xem số liệu.
digest-weekday-0 = thứ Hai
digest-weekday-1 = thứ Ba
digest-weekday-2 = thứ Tư
digest-weekday-3 = thứ Năm
digest-weekday-4 = thứ Sáu
digest-weekday-5 = thứ Bảy
digest-weekday-6 = Chủ nhật
digest-day-0 = T2
digest-day-1 = T3
digest-day-2 = T4
digest-day-3 = T5
digest-day-4 = T6
digest-day-5 = T7
digest-day-6 = CN
digest-now-daily = Từ { $since }
digest-now-weekly = Tuần này
digest-now-days = Thời gian này
digest-before-daily = Cùng giờ tuần trước
digest-before-weekly = Tuần trước
digest-before-days = Thời gian liền trước
digest-by-severity = Theo mức độ
digest-by-category = Theo loại sự cố
digest-by-day = Theo ngày
digest-reported = Báo cáo định kỳ đã nộp
digest-tile-new = Mới
digest-tile-open = Đang mở
digest-tile-ended = Kết thúc
digest-tile-taking = Tiếp nhận sau
digest-tile-ending = Kết thúc sau
digest-untaken = { $count } chưa tiếp nhận
digest-before = trước: { $value }

digest-coming = 📊 Đang lập, bot gửi ngay.
digest-plan-title = ⏰ <b>Bản tin tổng hợp của Thầy/Cô</b>
digest-plan-daily = Ngày làm việc: <b>{ $hours }</b>
digest-plan-weekly = Bản tin tuần: <b>{ $when }</b>
digest-plan-next = Bản tin tới: { $at }
digest-plan-never = Thầy/Cô đang không nhận bản tin nào. Báo động vẫn đến như thường.
digest-week = Tuần: { $when }
digest-other-hours = Giờ khác…
digest-now = 📊 Xem ngay
digest-never = 🔕 Không nhận bản tin
digest-usual = ↩️ Về giờ mặc định
digest-chosen = Đã ghi.
digest-type =
    Thầy/Cô gõ giờ muốn nhận mỗi ngày làm việc, ví dụ: 6h45, 11h30, 17h
    Bản tin tuần: thứ hai 8h
digest-not-read = Bot chưa đọc được. Thầy/Cô gõ giờ như: 7h, 17h30, thứ sáu 16h (nhiều nhất { $most } giờ mỗi ngày).
digest-too-many = Nhiều nhất { $most } giờ mỗi ngày.
digest-at-night = { $at } là giờ nghỉ, bot không gửi bản tin. Thầy/Cô chọn giờ khác.
command-digest = Bản tin tổng hợp: chọn giờ nhận
statistics-chart = 📈 Biểu đồ
