"""The nightly run: every estimate for every area, province by province, on one machine or a cluster."""
