"""What every workbook adapter must do, whatever stands behind it: one suite, run over each of them."""
