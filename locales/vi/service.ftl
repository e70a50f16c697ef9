# Lời của chính dịch vụ: sự cố kỹ thuật, tệp đính kèm, bàn phím xin số điện thoại và vị trí.
update-held = Hệ thống đang trục trặc, nhưng tin của Thầy/Cô đã được giữ lại và sẽ được xử lý ngay khi có thể. Thầy/Cô không cần gửi lại.
update-held-toast = Đã ghi nhận. Hệ thống đang trục trặc, sẽ xử lý ngay khi có thể.
update-given-up = ⚠️ Một tin gửi đến bot đã thử { $tries } lần vẫn chưa xử lý được (mã giữ lại { $number }). Tin vẫn còn nguyên; xin xem nhật ký hệ thống.
file-too-big = 📎 Tệp { $name } quá lớn nên hệ thống không lưu bản sao được. Tệp vẫn còn trên ứng dụng và vẫn chuyển được đến lãnh đạo.
file-refused = 📎 Tệp { $name } là chương trình máy tính nên không được nhận. Xin gửi ảnh, video, ghi âm hoặc văn bản.
file-failed = 📎 Hệ thống chưa lưu được tệp { $name }. Xin Thầy/Cô gửi lại tệp này nếu còn cần.
file-nameless = vừa gửi
ask-contact = 📱 Chia sẻ số điện thoại của tôi
ask-location = 📍 Gửi vị trí hiện tại
command-start = Bắt đầu, về màn hình chính
command-report = Báo cáo sự cố
command-urgent = Báo khẩn
command-tasks = Việc của tôi
command-help = Trợ giúp
