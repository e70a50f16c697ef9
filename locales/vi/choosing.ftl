# Nơi không có nút bấm: chọn bằng số hoặc gõ chữ.
choose-see-more = Xem thêm
choose-more = Các mục còn lại:
choose-by-number = Chọn việc: gõ <b>số</b> đứng trước, hoặc gõ chữ của mục đó.
choose-by-words = Hoặc gõ: { $words }
file-kind-photo = Ảnh
file-kind-video = Video
file-kind-voice = Ghi âm
file-kind-audio = Âm thanh
file-kind-document = Tệp
choose-again = Danh sách vừa thay đổi. Xin Thầy/Cô chọn lại:
choose-newer = Vừa có tin mới. Xin Thầy/Cô xem tin cuối cùng rồi chọn lại.
choose-type-number = Gõ số để chọn:
