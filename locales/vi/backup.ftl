# Bản sao lưu hằng ngày.
admin-backup-failed = ⚠️ Bản sao lưu hằng ngày không tạo được ({ $at }). Bot sẽ thử lại mỗi giờ; xin người vận hành xem nhật ký và ổ đĩa.
