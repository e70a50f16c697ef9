# Báo chí: người phát ngôn, báo chí liên hệ với đơn vị.
speaker = 🗣 Người phát ngôn: { $speaker }
speaker-unconfirmed = 🗣 Người phát ngôn (chưa xác nhận học kỳ này): { $speaker }
speaker-none = 🗣 Đơn vị chưa có người phát ngôn
