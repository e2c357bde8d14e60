"""Importing lists: upload, columns, preview, progress, refused rows."""
