"""Addresses of samples."""

from django.urls import path

from vungxanh.office.pages.samples import acts, views

urlpatterns = [
    path("samples/", views.samples, name="samples"),
    path("samples/overdue/", views.overdue_list, name="samples_overdue"),
    path("samples/received/", acts.received, name="samples_received"),
    path("samples/retests/", views.retests, name="retests"),
    path("samples/<int:sample>/", views.sample, name="sample"),
    path("samples/<int:sample>/result/", acts.result, name="sample_result"),
    path("samples/<int:sample>/retests/", acts.retest, name="sample_retests"),
    path("samples/<int:sample>/case/", acts.report, name="sample_case"),
]
