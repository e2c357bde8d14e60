"""What is done with samples: received, given a result, tested again, reported as a case."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now
from vungxanh.office.language import say, tell
from vungxanh.office.pages.samples.forms import ResultForm, RetestForm
from vungxanh.office.pages.samples.views import show_sample
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.positives import report_positive
from vungxanh.office.usecases.results import GivenResult, enter_result, receive_samples
from vungxanh.office.usecases.retests import Retests, take_retests


@require_http_methods(["GET", "POST"])
@needs("results.change", "samples.change")
def result(request: HttpRequest, sample: int) -> HttpResponse:
    """Enter or correct a result; a wrong entry comes back with its sentence."""
    if request.method == "GET":
        return show_sample(request, sample)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return show_sample(request, sample, form)
    values = dict(form.cleaned_data)
    version = values.pop("version")
    try:
        enter_result(
            by=actor_of(request), as_of=now(), sample_id=sample, given=GivenResult(**values), version=version
        )
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as error:
        form.add_error(None, tell(error.message))
        return show_sample(request, sample, form)
    messages.success(request, say("The result is stored."))
    return redirect("sample", sample=sample)


@require_POST
@needs("samples.change")
def retest(request: HttpRequest, sample: int) -> HttpResponse:
    """Take tubes from people of a positive pool: fields `code-MEMBER`."""
    form = RetestForm(request.POST)
    if not form.is_valid():
        return show_sample(request, sample, retest=form)
    given = {k.removeprefix("code-"): v for k, v in request.POST.items() if k.startswith("code-")}
    codes = {int(member): str(code) for member, code in given.items() if member.isdigit()}
    values = Retests(codes=codes, **form.cleaned_data)
    try:
        tubes = take_retests(by=actor_of(request), as_of=now(), pool_id=sample, values=values)
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as error:
        form.add_error(None, tell(error.message))
        return show_sample(request, sample, retest=form)
    messages.success(request, say("{n} tubes of a retest are stored.", n=len(tubes)))
    return redirect("sample", sample=sample)


@require_POST
@needs("cases.change")
def report(request: HttpRequest, sample: int) -> HttpResponse:
    """Report the case of a positive person; its page is for completing it."""
    case = report_positive(by=actor_of(request), as_of=now(), sample_id=sample, disease=settings.DISEASE)
    messages.success(request, say("The case is reported as {code}; complete it here.", code=case.code))
    return redirect("case", case=case.pk)


@require_POST
@needs("results.change")
def received(request: HttpRequest) -> HttpResponse:
    """Note that the ticked tubes have come to the laboratory."""
    ticked = [int(number) for number in request.POST.getlist("sample") if number.isdigit()]
    lab = request.POST.get("lab", "").strip()[:120]
    number = receive_samples(by=actor_of(request), as_of=now(), sample_ids=ticked, lab=lab)
    messages.success(request, say("{n} tubes are noted as received.", n=number))
    return redirect("samples")
