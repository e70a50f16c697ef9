# Xem một đơn vị.
unit-which = 🏫 Xem đơn vị nào? Thầy/Cô gõ /donvi rồi mã hoặc tên đơn vị.
unit-kind = 🏷 { $text }
unit-address = 📍 { $text }
unit-above = ⬆ Trực thuộc: { $unit }
unit-deputy = 👥 Cấp phó: { $name } · 📞 { $phone }
unit-closed = ⚪ Đã ngừng hoạt động
unit-became = ⚪ Nay thuộc { $other }
unit-open = { $count ->
    [0] ✅ Không có vụ việc đang mở
   *[other] 📂 Đang mở: { $count } vụ việc (/dangmo)
}
command-unit = Xem một đơn vị
