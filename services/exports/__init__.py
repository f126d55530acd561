"""What is on screen as a file to take away: an Excel workbook and a PowerPoint deck."""
