"""Samples: lists, one tube, results, retests of pools."""
