# Giấy mời in ra từ `bcn invite`.
sheet-title = Giấy mời tham gia Báo Cáo Nhanh
sheet-to = Kính gửi: { $name }
sheet-role = { $role } · { $unit }
sheet-scan = Quét mã này bằng máy ảnh của điện thoại, hoặc mở đường dẫn bên dưới.
sheet-start = Bấm <b>Bắt đầu</b> (Start) trong Telegram.
sheet-keep = Mã dùng một lần, trên một điện thoại, đến hết { $until }. Xin không chuyển cho người khác.
