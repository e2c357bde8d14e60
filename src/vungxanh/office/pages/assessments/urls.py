"""Addresses of assessments."""

from django.urls import path

from vungxanh.office.pages.assessments import deciding, views

urlpatterns = [
    path("assessments/", views.assessments, name="assessments"),
    path("assessments/run/", deciding.run, name="assessment_run"),
    path("assessments/schedule/", deciding.schedule, name="assessment_schedule"),
    path("assessments/<int:assessment>/", views.assessment, name="assessment"),
    path("assessments/<int:assessment>/review/", views.review, name="assessment_review"),
    path("assessments/<int:assessment>/cluster/", views.cluster, name="assessment_cluster"),
    path("assessments/<int:assessment>/approve/", deciding.approve, name="assessment_approve"),
    path("assessments/<int:assessment>/reject/", deciding.reject, name="assessment_reject"),
    path("assessments/<int:assessment>/publish/", deciding.publish, name="assessment_publish"),
]
