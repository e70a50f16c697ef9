# Báo cáo định kỳ: tên các kỳ, lời nhắc, kết quả với người điền.
round-month = tháng { $month }
round-week = tuần { $week } ({ $first }–{ $last })
round-term = học kỳ { $term } năm học { $year }
task-due =
    📝 <b>{ $title }</b>, { $round }
    { $unit }. Hạn nộp: <b>{ $due }</b>.
task-overdue =
    ⏰ <b>{ $title }</b>, { $round }
    { $unit } chưa nộp, hạn là { $due }. Thầy/Cô nộp giúp, muộn vẫn được nhận.
task-fill = ✏️ Điền ngay
task-later = ⏱ Nhắc lại sau 2 giờ
task-done =
    ✅ <b>{ $title }</b>, { $round }
    { $unit } đã nộp lúc { $at }. Cảm ơn Thầy/Cô.
task-done-late =
    ✅ <b>{ $title }</b>, { $round }
    { $unit } đã nộp lúc { $at } (muộn). Cảm ơn Thầy/Cô.
task-excused =
    ☑️ <b>{ $title }</b>, { $round }
    { $unit } không phải nộp kỳ này.
