"""The confidential side: a Django application where officers keep the records that feed the map."""
