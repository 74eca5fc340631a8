"""Every address, every kind of person, every method: one table that a new address must join."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from orgstructure.models import UnitUserPermission, User
from orgstructure.permissions import Perm
from safetynet.dashboard import documents
from tests.factories import TODAY
from tests.security.house import HIDDEN_WORD, NO_SUCH, addresses, everything_kept
from tests.test_rules_of_the_house import every_route

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# GET and POST without data, on an open plan of the ward: nobody; an employee elsewhere; the ward's manager; who runs the system.
TABLE = """
healthz                     200/200 200/200 200/200 200/200
readyz                      503/503 503/503 503/503 503/503
start                       302/302 200/405 200/405 200/405
unit-said                   302/302 200/405 200/405 200/405
unit-poster                 302/302 405/302 405/302 405/302
unit-unnamed-poster         302/302 405/302 405/302 405/302
reaction-list               302/302 302/405 302/405 302/405
reaction-unit               302/302 200/405 200/405 200/405
reaction-table              302/302 200/405 200/405 200/405
reaction-new                302/302 404/404 404/404 404/404
reaction-detail             302/302 200/405 200/405 200/405
reaction-edit               302/302 403/403 403/403 403/403
reaction-answer             302/302 403/403 403/403 403/403
reaction-withdraw           302/302 405/403 405/403 405/403
reaction-plans              302/302 405/403 405/403 405/403
reaction-file-new           302/302 403/403 403/403 403/403
reaction-file               302/302 200/405 200/405 200/405
reaction-file-remove        302/302 405/403 405/403 405/403
reaction-letter             302/302 405/302 405/302 405/302
audit-report                302/302 404/405 404/405 200/405
audit-report-table          302/302 404/405 404/405 200/405
audit-report-answers        302/302 404/405 404/405 200/405
audit-report-begin          302/302 405/404 405/404 405/302
audit-report-pdf            302/302 405/404 405/404 405/302
audit-report-words          302/302 404/404 404/404 200/422
audit-report-question       302/302 404/404 404/404 200/422
audit-report-publish        302/302 404/404 404/404 200/302
audit-report-take-back      302/302 404/404 404/404 200/302
audit-comments              302/302 404/405 404/405 200/405
audit-comment-choose        302/302 404/404 404/404 404/404
audit-comment-take-out      302/302 405/404 405/404 405/404
audit-proposal-new          302/302 404/404 404/404 200/422
audit-proposal-edit         302/302 404/404 404/404 200/422
audit-proposal-remove       302/302 405/404 405/404 405/302
audit-proposal-state        302/302 404/404 404/404 200/422
audit-action-new            302/302 404/404 404/404 403/403
audit-begin                 302/302 405/403 405/403 405/403
audit-detail                302/302 404/404 404/404 200/403
audit-answer                302/302 405/404 405/404 405/403
audit-changes               302/302 404/405 404/405 403/405
audit-places                302/302 404/405 404/405 403/405
audit-join                  302/302 405/404 405/404 405/403
audit-leave                 302/302 405/404 405/404 405/403
audit-participants          302/302 404/404 404/404 403/403
audit-participant-name      302/302 405/404 405/404 405/403
audit-participant-out       302/302 405/404 405/404 405/403
audit-send-in               302/302 404/404 404/404 403/403
audit-take-back             302/302 405/404 405/404 405/403
audit-send-back             302/302 404/404 404/404 200/422
audit-close                 302/302 405/404 405/404 405/302
audit-reopen                302/302 405/404 405/404 405/302
audit-help                  302/302 404/404 404/404 403/403
audit-help-list             302/302 403/405 403/405 200/405
audit-help-take             302/302 405/403 405/403 405/302
audit-help-give-back        302/302 405/403 405/403 405/302
audit-help-end              302/302 403/403 403/403 200/422
audit-support               302/302 403/405 403/405 200/405
audit-support-offer         302/302 405/403 405/403 405/403
year-start                  302/302 200/405 200/405 200/405
annual-list                 302/302 200/405 200/405 200/405
annual-committee            302/302 200/405 200/405 200/405
annual-committee-new        302/302 403/403 403/403 403/403
annual-unit                 302/302 200/405 200/405 200/405
annual-unit-new             302/302 403/403 403/403 403/403
annual-report               302/302 404/405 404/405 404/405
annual-table                302/302 404/405 404/405 404/405
annual-refresh              302/302 404/404 404/404 404/404
annual-publish              302/302 404/404 404/404 404/404
annual-take-back            302/302 405/404 405/404 405/404
annual-throw-away           302/302 405/404 405/404 405/404
annual-chapter              302/302 404/404 404/404 404/404
annual-picture              302/302 404/405 404/405 404/405
annual-pdf                  302/302 405/404 405/404 405/404
goal-nation                 302/302 200/405 200/405 200/405
goal-nation-new             302/302 403/403 403/403 403/403
goal-committee              302/302 200/405 200/405 200/405
goal-committee-new          302/302 403/403 403/403 403/403
goal-unit                   302/302 200/405 200/405 200/405
goal-unit-new               302/302 403/403 403/403 403/403
goal-from-proposal          302/302 404/405 404/405 403/405
goal-detail                 302/302 200/405 200/405 200/405
goal-picture                302/302 404/405 404/405 404/405
goal-edit                   302/302 403/403 403/403 403/403
goal-judge                  302/302 403/403 403/403 403/403
goal-value                  302/302 403/403 403/403 403/403
goal-plans                  302/302 403/403 403/403 403/403
goal-end                    302/302 403/403 403/403 403/403
goal-adopt                  302/302 405/403 405/403 405/403
goal-throw-away             302/302 405/403 405/403 405/403
status-talk-unit            302/302 403/403 403/403 403/403
status-talk                 302/302 403/405 403/405 403/405
status-talk-sheet           302/302 403/405 403/405 403/405
status-talk-square          302/302 403/405 403/405 403/405
status-talk-answer          302/302 403/403 403/403 403/403
status-talk-close           302/302 403/403 403/403 403/403
data-source-list            302/302 403/405 403/405 200/405
data-source-edit            302/302 403/403 403/403 200/422
data-source-up              302/302 405/403 405/403 405/302
data-source-down            302/302 405/403 405/403 405/302
work-plan-committee         302/302 200/405 200/405 200/405
work-plan-new               302/302 403/403 403/403 403/403
work-plan-detail            302/302 200/405 200/405 200/405
work-plan-version           302/302 200/405 200/405 200/405
work-plan-pdf               302/302 405/302 405/302 405/302
wheel-pdf                   302/302 405/302 405/302 405/302
work-plan-edit              302/302 403/403 403/403 403/403
work-plan-adopt             302/302 403/403 403/403 403/403
work-plan-line-add          302/302 403/403 403/403 403/403
work-plan-throw-away        302/302 405/403 405/403 405/403
work-plan-line-up           302/302 405/403 405/403 405/403
work-plan-line-down         302/302 405/403 405/403 405/403
work-plan-line-remove       302/302 405/403 405/403 405/403
wheel-committee             302/302 200/405 200/405 200/405
wheel-feed                  200/405 200/405 200/405 200/405
wheel-subscribe             302/302 405/302 405/302 405/302
wheel-move                  302/302 405/403 405/403 405/403
wheel-calendar              302/302 200/405 200/405 200/405
wheel-new                   302/302 403/403 403/403 403/403
wheel-edit                  302/302 403/403 403/403 403/403
wheel-remove                302/302 405/403 405/403 405/403
wheel-adapt                 302/302 403/403 403/403 403/403
wheel-as-above              302/302 405/403 405/403 405/403
wheel-mark                  302/302 403/403 403/403 403/403
example-list                302/302 200/405 200/405 200/405
example-to-read             302/302 200/405 200/405 200/405
example-read                302/302 404/404 200/422 404/404
competence-committee        302/302 200/405 200/405 200/405
competence-new              302/302 403/403 403/403 403/403
competence-step-new         302/302 403/403 403/403 403/403
competence-net              302/302 200/405 200/405 200/405
competence-edit             302/302 403/403 403/403 403/403
competence-follow           302/302 405/403 405/403 405/403
competence-throw-away       302/302 405/403 405/403 405/403
competence-backing          302/302 403/403 403/403 403/403
competence-levels           302/302 404/404 404/404 404/404
competence-step-edit        302/302 403/403 403/403 403/403
competence-step-done        302/302 405/403 405/302 405/403
competence-step-remove      302/302 405/403 405/403 405/403
competence-paper            302/302 405/302 405/302 405/302
meeting-committee           302/302 200/405 200/405 200/405
meeting-new                 302/302 403/403 403/403 403/403
meeting-detail              302/302 200/405 200/405 200/405
meeting-edit                302/302 403/403 403/403 403/403
meeting-minutes             302/302 403/403 403/403 403/403
meeting-fill                302/302 405/403 405/403 405/403
meeting-begin               302/302 403/403 403/403 403/403
meeting-hold                302/302 403/403 403/403 403/403
meeting-approve             302/302 403/403 403/403 403/403
meeting-cancel              302/302 403/403 403/403 403/403
meeting-item-new            302/302 403/403 403/403 403/403
meeting-item                302/302 403/403 403/403 403/403
meeting-item-up             302/302 405/403 405/403 405/403
meeting-item-down           302/302 405/403 405/403 405/403
meeting-item-out            302/302 405/403 405/403 405/403
meeting-item-back           302/302 405/403 405/403 405/403
meeting-item-postpone       302/302 405/403 405/403 405/403
meeting-mode                302/302 403/405 403/405 403/405
meeting-mode-summary        302/302 403/405 403/405 403/405
meeting-mode-item           302/302 403/403 403/403 403/403
meeting-decision-remove     302/302 405/403 405/403 405/403
meeting-package             302/302 405/404 405/404 405/404
minutes-pdf                 302/302 405/404 405/404 405/404
minutes-send                302/302 405/403 405/403 405/403
decision-detail             302/302 404/405 404/405 404/405
decision-hand               302/302 404/404 404/404 404/404
decision-goal               302/302 405/404 405/404 405/404
decision-wheel              302/302 405/404 405/404 405/404
handed-answer               302/302 404/404 404/404 404/404
handed-take-back            302/302 405/404 405/404 405/404
discussion-committee        302/302 200/405 200/405 200/405
discussion-committee-new    302/302 403/403 403/403 403/403
discussion-unit             302/302 200/405 200/405 200/405
discussion-unit-new         302/302 403/403 403/403 403/403
discussion-detail           302/302 404/405 404/405 404/405
discussion-step             302/302 404/404 404/404 404/404
discussion-one-page         302/302 404/404 404/404 404/404
discussion-input            302/302 404/404 404/404 404/404
discussion-complete         302/302 405/404 405/404 405/404
discussion-sign             302/302 405/404 405/404 405/404
discussion-pdf              302/302 405/404 405/404 405/404
unit-search                 302/302 200/405 200/405 200/405
unit-detail                 302/302 200/405 200/405 200/405
set-language                405/302 405/302 405/302 405/302
session-stay                302/302 405/204 405/204 405/204
accessibility-statement     200/405 200/405 200/405 200/405
privacy                     200/405 200/405 200/405 200/405
plan-detail                 302/302 200/405 200/405 200/405
injury-detail               302/302 404/405 404/405 404/405
injury-by-number            302/302 404/405 404/405 404/405
injury-list                 302/302 200/405 200/405 200/405
injury-sign                 302/302 404/404 404/404 404/404
injury-answer               302/302 404/404 404/404 404/404
injury-feedback             302/302 404/404 404/404 404/404
injury-absence              302/302 404/404 404/404 404/404
injury-absence-edit         302/302 404/404 404/404 404/404
injury-facts                302/302 404/404 404/404 404/404
injury-close                302/302 404/404 404/404 404/404
injury-withdraw             302/302 404/404 404/404 404/404
injury-absence-remove       302/302 405/404 405/404 405/404
injury-reopen               302/302 405/404 405/404 405/404
feed-run-list               302/302 403/405 403/405 200/405
feed-run-new                302/302 403/403 403/403 200/200
feed-run-detail             302/302 403/405 403/405 200/405
feed-run-undo               302/302 405/403 405/403 405/302
feed-upload-detail          302/302 403/405 403/405 200/405
feed-upload-confirm         302/302 405/403 405/403 405/302
feed-upload-again           302/302 405/403 405/403 405/302
reorganisation-list         302/302 403/405 403/405 403/405
reorganisation-new          302/302 403/405 403/405 403/405
reorganisation-line-new     302/302 403/403 403/403 403/403
reorganisation-detail       302/302 403/405 403/405 403/405
reorganisation-apply        302/302 405/403 405/403 405/403
reorganisation-undo         302/302 405/403 405/403 405/403
reorganisation-discard      302/302 405/403 405/403 405/403
reorganisation-release      302/302 405/403 405/403 405/403
reorganisation-waiting      302/302 200/405 200/405 200/405
reorganisation-decide       302/302 405/404 405/404 405/404
reorganisation-owner        302/302 405/404 405/404 405/404
round-letters               302/302 404/404 403/403 302/302
round-poster                302/302 405/404 405/403 405/302
round-list                  302/302 403/405 403/405 200/405
round-new                   302/302 403/403 403/403 200/422
round-detail                302/302 404/405 302/405 200/405
round-edit                  302/302 404/404 403/403 200/422
round-preview               302/302 404/405 403/405 200/405
round-rates                 302/302 404/405 403/405 200/405
round-pilot                 302/302 404/404 403/403 200/422
round-open                  302/302 405/404 405/403 405/302
round-extend                302/302 404/404 403/403 200/422
round-limits                302/302 404/404 403/403 200/422
round-close                 302/302 404/404 403/403 200/302
round-give-up               302/302 404/404 403/403 200/302
round-release               302/302 405/404 405/403 405/302
round-key                   302/302 404/404 200/200 403/403
round-ask-halves            302/302 405/404 405/403 405/302
round-start-over            302/302 405/404 405/403 405/302
round-count                 302/302 405/404 405/403 405/302
questionnaire-list          302/302 403/405 403/405 200/405
questionnaire-detail        302/302 403/405 403/405 200/405
questionnaire-new           302/302 403/403 403/403 200/422
questionnaire-edit          302/302 403/405 403/405 200/405
questionnaire-head          302/302 403/403 403/403 200/422
questionnaire-finish        302/302 405/403 405/403 405/302
questionnaire-retire        302/302 405/403 405/403 405/302
questionnaire-bring-back    302/302 405/403 405/403 405/302
questionnaire-delete        302/302 403/403 403/403 200/302
questionnaire-section-new   302/302 403/403 403/403 200/422
questionnaire-dimension-new 302/302 403/403 403/403 200/422
questionnaire-question-new  302/302 403/403 403/403 200/422
questionnaire-question-preview 302/302 405/403 405/403 405/200
questionnaire-section-edit  302/302 403/403 403/403 200/422
questionnaire-section-move  302/302 405/403 405/403 405/302
questionnaire-section-delete 302/302 405/403 405/403 405/302
questionnaire-dimension-edit 302/302 403/403 403/403 200/422
questionnaire-dimension-move 302/302 405/403 405/403 405/302
questionnaire-dimension-delete 302/302 405/403 405/403 405/302
questionnaire-question-edit 302/302 403/403 403/403 200/422
questionnaire-question-move 302/302 405/403 405/403 405/302
questionnaire-question-delete 302/302 405/403 405/403 405/302
questionnaire-import        302/302 403/403 403/403 200/422
questionnaire-export-xlsx   302/302 403/405 403/405 200/405
questionnaire-export-lss    302/302 403/405 403/405 200/405
audit-start                 302/302 200/405 200/405 200/405
audit-place-why             302/302 404/404 404/404 200/422
audit-year-new              302/302 403/403 403/403 200/422
audit-year-detail           302/302 404/405 404/405 200/405
audit-year-edit             302/302 404/404 404/404 302/302
audit-year-open             302/302 405/404 405/404 405/302
audit-year-due              302/302 404/404 404/404 200/422
audit-year-close            302/302 404/404 404/404 200/302
audit-year-level            302/302 404/405 404/405 200/405
audit-year-table            302/302 404/405 404/405 200/405
audit-year-csv              302/302 404/405 404/405 200/405
audit-set-list              302/302 403/405 403/405 200/405
audit-set-new               302/302 403/403 403/403 200/422
audit-set-import            302/302 403/403 403/403 200/422
audit-set-export-xlsx       302/302 403/405 403/405 200/405
audit-set-detail            302/302 403/405 403/405 200/405
audit-set-copy              302/302 403/403 403/403 403/403
audit-set-head              302/302 403/403 403/403 200/422
audit-set-finish            302/302 405/403 405/403 405/302
audit-set-retire            302/302 405/403 405/403 405/302
audit-set-bring-back        302/302 405/403 405/403 405/302
audit-set-delete            302/302 403/403 403/403 200/302
audit-question-new          302/302 403/403 403/403 200/422
audit-question-edit         302/302 403/403 403/403 200/422
audit-question-heading      302/302 403/403 403/403 200/422
audit-question-move         302/302 405/403 405/403 405/302
audit-question-delete       302/302 405/403 405/403 405/302
components                  302/302 200/405 200/405 200/405
operation                   302/302 403/405 403/405 200/405
mail-status                 302/302 403/405 403/405 200/405
mail-open                   302/302 405/403 405/403 405/302
mail-retry                  302/302 405/403 405/403 405/302
demo-next-day               302/302 405/404 405/404 405/404
demo-mails                  302/302 404/405 404/405 404/405
demo-mail                   302/302 404/405 404/405 404/405
demo-mail-html              302/302 404/405 404/405 404/405
demo-mail-calendar          302/302 404/405 404/405 404/405
overview                    302/302 302/405 302/405 302/405
overview-unit               302/302 200/405 200/405 200/405
level-report                302/302 403/403 403/403 200/302
committee-report            302/302 403/403 403/403 200/302
plan-pdf                    302/302 200/302 200/302 200/302
document-detail             302/302 404/405 200/405 404/405
document-file               302/302 404/405 200/405 404/405
document-again              302/302 405/404 405/302 405/404
plan-order                  302/302 403/403 403/403 200/302
overview-unit-causes        302/302 200/405 200/405 200/405
overview-committee-causes   302/302 200/405 200/405 200/405
overview-unit-need          302/302 200/405 200/405 200/405
overview-committee-need     302/302 200/405 200/405 200/405
overview-unit-picture       302/302 404/405 404/405 404/405
figures-unit                302/302 200/405 200/405 200/405
figures-unit-picture        302/302 200/405 200/405 200/405
figures-unit-table          302/302 200/405 200/405 200/405
figures-committee-table     302/302 200/405 200/405 200/405
figures-unit-report         302/302 403/403 403/403 200/302
figures-committee-report    302/302 403/403 403/403 200/302
figures-unit-data           302/302 200/405 200/405 200/405
figures-committee-data      302/302 200/405 200/405 200/405
api-units                   401/405 401/405 401/405 401/405
api-committees              401/405 401/405 401/405 401/405
api-seats                   401/405 401/405 401/405 401/405
api-unit-figures            401/405 401/405 401/405 401/405
api-unit-gaps               401/405 401/405 401/405 401/405
api-committee-figures       401/405 401/405 401/405 401/405
api-openapi                 200/405 200/405 200/405 200/405
api-nowhere                 404/405 404/405 404/405 404/405
api-token-list              302/302 403/405 403/405 200/405
api-token-new               302/302 403/403 403/403 200/422
api-token-prolong           302/302 405/403 405/403 405/302
api-token-revoke            302/302 405/403 405/403 405/302
api-reference               302/302 403/405 403/405 200/405
figures-committee           302/302 200/405 200/405 200/405
figures-committee-picture   302/302 200/405 200/405 200/405
overview-committee          302/302 200/405 200/405 200/405
overview-committee-picture  302/302 404/405 404/405 404/405
plan-list                   302/302 302/405 302/405 302/405
plan-export-csv             302/302 200/405 200/405 200/405
plan-export-xlsx            302/302 200/405 200/405 200/405
plan-owner                  302/302 403/403 200/200 403/403
plan-due                    302/302 403/403 200/200 403/403
view-list                   302/302 200/405 200/405 200/405
view-new                    302/302 302/302 302/302 302/302
view-page-new               302/302 302/302 302/302 302/302
view-columns                302/302 200/302 200/302 200/302
view-edit                   302/302 404/404 200/422 404/404
view-open                   302/302 404/405 302/405 404/405
view-words                  302/302 405/404 405/302 405/404
view-delete                 302/302 405/404 405/302 405/404
view-take-over              302/302 405/404 405/302 405/404
bulk-change-list            302/302 200/405 200/405 200/405
bulk-change-new             302/302 302/302 302/302 302/302
bulk-change-detail          302/302 404/405 200/405 404/405
bulk-change-go-on           302/302 405/404 405/302 405/404
bulk-change-undo            302/302 405/404 405/302 405/404
plan-evaluate               302/302 403/403 200/200 403/403
plan-carry-out              302/302 403/403 200/302 403/403
plan-adjust                 302/302 405/403 405/302 405/403
plan-clean-up               302/302 200/200 200/200 200/200
plan-clean-up-undo          302/302 405/302 405/302 405/302
plan-clean-up-plan          302/302 403/403 200/302 403/403
plan-leave                  302/302 403/403 200/200 403/403
plan-extend                 302/302 403/403 200/200 200/200
plan-postpone               302/302 403/403 200/200 403/403
plan-standing               302/302 403/403 200/200 403/403
plan-review                 302/302 403/403 302/200 403/403
plan-undo                   302/302 405/403 405/302 405/403
plan-reopen                 302/302 403/403 302/200 403/403
plan-confirm                302/302 403/403 403/403 403/403
plan-unconfirm              302/302 405/403 405/403 405/403
plan-hold-check             302/302 403/403 302/200 403/403
plan-mark                   302/302 403/403 403/403 403/403
plan-follow                 302/302 405/302 405/302 405/302
plan-note                   302/302 405/403 405/422 405/403
plan-stall                  302/302 403/403 200/422 403/403
plan-help                   302/302 403/403 200/422 403/403
stall-check                 302/302 403/405 200/405 403/405
plan-history                302/302 200/405 200/405 200/405
plan-share                  302/302 403/403 200/422 403/403
plan-pulse                  302/302 403/403 200/409 403/403
unit-report                 302/302 200/405 200/405 200/405
unit-report-pdf             302/302 405/302 405/302 405/302
unit-report-read            302/302 405/403 405/403 405/403
round-heatmap               302/302 404/405 404/405 404/405
round-heatmap-table         302/302 404/405 404/405 404/405
result-list                 302/302 200/405 200/405 200/405
unit-results                302/302 302/405 302/405 302/405
plan-attach                 302/302 403/403 200/422 403/403
attachment-file             302/302 200/405 200/405 200/405
attachment-take-out         302/302 405/403 405/302 405/403
calendar-feed               302/302 200/200 200/200 200/200
calendar-file               200/405 200/405 200/405 200/405
plan-comment                302/302 405/422 405/422 405/422
conversation-card-list      302/302 200/405 200/405 200/405
unit-assessments            302/302 200/405 200/405 200/405
assessment-new              302/302 403/403 200/422 403/403
assessment-detail           302/302 200/405 200/405 200/405
assessment-pdf              302/302 405/302 405/302 405/302
assessment-edit             302/302 403/403 200/422 403/403
assessment-complete         302/302 405/403 405/422 405/403
dialogue-new                302/302 403/403 200/422 403/403
injury-start                302/302 200/405 200/405 200/405
injury-new                  302/302 200/422 200/422 200/422
injury-autosave             302/302 405/422 405/422 405/422
injury-phrases              302/302 405/200 405/200 405/200
injury-draft                302/302 404/405 200/405 404/405
injury-draft-discard        302/302 405/404 405/302 405/404
injury-received             302/302 404/405 404/405 404/405
injury-file-add             302/302 404/404 404/404 404/404
injury-file                 302/302 404/405 404/405 404/405
injury-file-remove          302/302 405/404 405/404 405/404
person-data                 302/302 200/200 200/200 200/200
person-data-of              302/302 403/403 403/403 403/403
injury-read-log             302/302 403/405 403/405 403/405
injury-read-notes           302/302 403/405 403/405 403/405
injury-read-note            302/302 403/403 403/403 403/403
injury-retention            302/302 403/403 403/403 200/422
injury-holds                302/302 403/403 403/403 403/403
injury-hold-lift            302/302 405/404 405/404 405/404
injury-reads                302/302 404/405 404/405 404/405
injury-import               302/302 403/403 403/403 403/403
injury-import-template      302/302 403/405 403/405 403/405
injury-import-detail        302/302 404/405 404/405 404/405
injury-import-faulty        302/302 404/405 404/405 404/405
injury-import-columns       302/302 405/404 405/404 405/404
injury-import-answers       302/302 405/404 405/404 405/404
injury-import-run           302/302 405/404 405/404 405/404
injury-import-undo          302/302 405/404 405/404 405/404
injury-figures              302/302 403/405 403/405 302/405
injury-figures-unit         302/302 403/405 403/405 200/405
injury-figures-picture      302/302 403/405 403/405 404/405
injury-figures-table        302/302 403/405 403/405 200/405
injury-figures-report       302/302 403/403 403/403 200/302
injury-indicator            302/302 403/405 403/405 200/405
injury-indicator-picture    302/302 403/405 403/405 404/405
injury-baseline             302/302 403/403 403/403 200/422
injury-policy               302/302 403/403 403/403 200/422
injury-hours                302/302 403/403 403/403 200/422
injury-events               302/302 403/405 403/405 403/405
injury-analysis             302/302 404/404 404/404 404/404
injury-plan                 302/302 404/404 404/404 404/404
risk-events                 302/302 200/405 200/405 200/405
injury-similar              302/302 404/405 404/405 404/405
injury-beside               302/302 404/405 404/405 404/405
injury-queue                302/302 403/405 403/405 403/405
injury-easy-template        302/302 403/403 403/403 403/403
injury-batch-new            302/302 405/403 405/403 405/403
injury-batch                302/302 404/405 404/405 404/405
injury-batch-xml            302/302 404/405 404/405 404/405
injury-batch-pdf            302/302 404/405 404/405 404/405
injury-batch-send           302/302 405/404 405/404 405/404
injury-complete             302/302 404/404 404/404 404/404
injury-send                 302/302 404/404 404/404 404/404
injury-receipt              302/302 404/404 404/404 404/404
injury-decision             302/302 404/404 404/404 404/404
injury-report-xml           302/302 404/405 404/405 404/405
injury-report-pdf           302/302 404/405 404/405 404/405
injury-copy                 302/302 404/405 404/405 404/405
finding-new                 302/302 404/404 404/404 404/404
finding-detail              302/302 200/405 200/405 200/405
finding-edit                302/302 403/403 200/422 403/403
finding-decide              302/302 403/403 302/302 403/403
finding-agree               302/302 405/403 405/302 405/403
finding-anew                302/302 405/403 405/302 405/403
finding-take-back           302/302 405/403 405/302 405/403
finding-weigh               302/302 405/403 405/302 405/403
finding-review              302/302 405/403 405/302 405/403
plan-lift                   302/302 403/403 200/422 403/403
lifted-list                 302/302 403/405 200/405 403/405
lifted-detail               302/302 200/403 200/403 200/403
lifted-withdraw             302/302 405/403 405/302 405/403
plan-notice                 302/302 405/403 405/403 405/403
comment-take-down           302/302 405/403 405/302 405/403
measure-done                302/302 405/403 405/302 405/403
plan-ask-committee          302/302 403/403 200/422 403/403
plan-taken-up               302/302 403/403 403/403 200/422
help-offer-list             302/302 403/405 403/405 403/405
help-offer-answer           302/302 403/403 403/403 403/403
help-steps                  302/302 403/403 403/403 200/422
settings                    302/302 403/405 403/405 200/405
theme-list                  302/302 403/403 403/403 200/200
theme-edit                  302/302 403/403 403/403 200/200
theme-retire                302/302 403/403 403/403 200/302
theme-bring-back            302/302 405/403 405/403 405/302
ending-settings             302/302 403/403 403/403 200/200
resource-list               302/302 403/403 403/403 200/200
resource-edit               302/302 403/403 403/403 200/200
resource-retire             302/302 405/403 405/403 405/302
resource-bring-back         302/302 405/403 405/403 405/302
stall-point-list            302/302 403/405 403/405 200/405
stall-point-edit            302/302 403/403 403/403 200/422
publish-requirements        302/302 403/403 403/403 200/302
audit-import                302/302 403/403 403/403 200/422
audit-import-template       302/302 403/405 403/405 200/405
audit-import-detail         302/302 404/405 404/405 404/405
audit-import-faulty         302/302 404/405 404/405 404/405
audit-import-facts          302/302 405/404 405/404 405/404
audit-import-columns        302/302 405/404 405/404 405/404
audit-import-answers        302/302 405/404 405/404 405/404
audit-import-run            302/302 405/404 405/404 405/404
audit-import-undo           302/302 405/404 405/404 405/404
audit-import-links          302/302 404/404 404/404 404/404
plan-import                 302/302 403/403 200/422 200/422
plan-import-template        302/302 403/405 200/405 200/405
plan-import-detail          302/302 404/405 200/405 404/405
plan-import-faulty          302/302 404/405 200/405 404/405
plan-import-columns         302/302 405/404 405/422 405/404
plan-import-answers         302/302 405/404 405/302 405/404
plan-import-run             302/302 405/404 405/302 405/404
plan-import-undo            302/302 405/404 405/302 405/404
apv-unit                    302/302 200/405 200/405 200/405
apv-earlier                 302/302 403/403 200/422 403/403
work-change-new             302/302 403/403 200/422 403/403
work-change-withdraw        302/302 403/403 200/422 403/403
safety-round-new            302/302 403/403 200/422 403/403
safety-round                302/302 200/403 200/302 200/403
safety-round-finish         302/302 403/403 200/422 403/403
safety-round-give-up        302/302 405/403 405/302 405/403
round-photo                 302/302 200/405 200/405 200/405
round-photo-take-out        302/302 405/403 405/302 405/403
checklist-list              302/302 200/405 200/405 200/405
checklist-new               302/302 403/403 200/422 403/403
checklist-edit              302/302 403/403 200/422 403/403
apv-coverage                302/302 302/405 302/405 302/405
apv-coverage-unit           302/302 200/405 200/405 200/405
apv-coverage-table          302/302 200/405 200/405 200/405
unit-folder                 302/302 405/302 405/302 405/302
risk-assessment             302/302 200/405 200/405 200/405
risk-new                    302/302 403/403 200/422 403/403
risk-revise                 302/302 403/403 403/403 403/403
risk-edit                   302/302 403/403 200/422 403/403
risk-act                    302/302 405/403 405/302 405/403
risk-end                    302/302 403/403 200/422 403/403
risk-version                302/302 200/405 200/405 200/405
risk-confirm                302/302 405/403 405/403 405/403
hand-over-list              302/302 200/405 200/405 200/405
hand-over-detail            302/302 404/405 200/405 200/405
hand-over-take              302/302 405/404 405/302 405/403
hand-over-give              302/302 405/404 405/302 405/403
plan-new                    302/302 403/403 302/302 403/403
plan-sentence               302/302 200/405 200/405 200/405
plan-ladder                 302/302 405/200 405/200 405/200
plan-beside                 302/302 405/403 405/404 405/403
plan-autosave               302/302 405/404 405/404 405/404
plan-copy                   302/302 403/405 200/405 403/405
plan-edit                   302/302 403/403 200/200 403/403
plan-publish                302/302 405/403 405/302 405/403
plan-delete-draft           302/302 403/403 302/302 403/403
mail-link                   200/200 410/410 200/200 410/410
login                       200/200 302/302 302/302 302/302
logout                      405/302 405/302 405/302 405/302
demo-sign-in                405/404 405/404 405/404 405/404
oidc-begin                  404/405 404/405 404/405 404/405
oidc-answer                 404/405 404/405 404/405 404/405
saml-begin                  404/405 404/405 404/405 404/405
saml-answer                 405/404 405/404 405/404 405/404
saml-finish                 404/405 404/405 404/405 404/405
saml-metadata               404/405 404/405 404/405 404/405
second-step                 302/302 302/302 302/302 302/302
second-step-new             302/302 302/302 302/302 302/302
recovery-codes              302/302 302/302 302/302 302/302
own-sessions                302/302 200/405 200/405 200/405
end-all-sessions            302/302 405/302 405/302 405/302
organisation                302/302 200/405 200/405 200/405
organisation-under          302/302 200/405 200/405 200/405
committee-detail            302/302 200/405 200/405 200/405
statutory-unit              302/302 200/405 200/405 200/405
organisation-picture        302/302 200/405 200/405 200/405
statutory-unit-table        302/302 200/405 200/405 200/405
statutory-committee         302/302 200/405 200/405 200/405
statutory-committee-table   302/302 200/405 200/405 200/405
statutory-unit-pdf          302/302 405/302 405/302 405/302
statutory-committee-pdf     302/302 405/302 405/302 405/302
my-group                    302/302 200/405 200/405 200/405
gap-list                    302/302 200/405 200/405 200/405
gap-list-unit               302/302 200/405 200/405 200/405
gap-list-committee          302/302 200/405 200/405 200/405
gap-card                    302/302 302/405 302/405 302/405
gap-number-unit             302/302 302/405 302/405 302/405
gap-number-committee        302/302 302/405 302/405 302/405
seat-new                    302/302 403/403 403/403 403/403
seat-edit                   302/302 403/403 403/403 403/403
sub-committee-new           302/302 403/403 403/403 403/403
group-size-approve          302/302 403/403 403/403 403/403
unit-groups                 302/302 403/403 403/403 403/403
unit-take-off               302/302 403/403 403/403 403/403
settings-levels             302/302 403/403 403/403 200/422
settings-level              302/302 403/403 403/403 200/422
settings-role-words         302/302 403/403 403/403 200/422
settings-thresholds         302/302 403/403 403/403 200/422
settings-agreements         302/302 403/403 403/403 200/422
settings-agreement-end      302/302 405/403 405/403 405/302
election-new                302/302 403/403 403/403 403/403
election-detail             302/302 200/405 200/405 200/405
election-electorate         302/302 403/405 403/405 403/405
election-stand              302/302 405/403 405/403 405/403
election-withdraw           302/302 405/302 405/302 405/302
election-result             302/302 403/403 403/403 403/403
election-close              302/302 403/403 403/403 403/403
election-correct            302/302 403/403 403/403 403/403
election-minutes            302/302 404/405 404/405 404/405
my-training                 302/302 200/405 200/405 200/405
my-training-answer          302/302 405/302 405/302 405/302
my-certificate              302/302 302/302 302/302 302/302
committee-training          302/302 403/405 403/405 403/405
committee-training-xlsx     302/302 403/405 403/405 403/405
unit-training               302/302 403/405 403/405 403/405
unit-training-xlsx          302/302 403/405 403/405 403/405
member-training             302/302 403/405 403/405 403/405
training-annul              302/302 404/404 404/404 404/404
training-record             302/302 403/403 403/403 403/403
training-certificate        302/302 404/405 200/405 404/405
person-search               302/302 200/405 200/405 200/405
person-detail               302/302 200/405 200/405 200/405
person-cpr                  302/302 403/403 403/403 200/200
person-rights               302/302 404/405 404/405 200/405
my-cpr-reads                302/302 200/405 200/405 200/405
my-rights                   302/302 200/405 200/405 200/405
deputy-new                  302/302 200/200 200/200 200/200
role-list                   302/302 200/405 200/405 200/405
appointment-list            302/302 403/405 403/405 200/405
appoint-new                 302/302 403/403 403/403 200/200
unit-rights                 302/302 404/405 404/405 200/405
role-end                    302/302 404/404 404/404 200/200
role-prolong                302/302 404/404 404/404 200/200
"""
ROWS = {name: [tuple(map(int, pair.split("/"))) for pair in pairs] for name, *pairs in map(str.split, TABLE.strip().splitlines())}
COLUMNS = ("anonymous", "elsewhere", "manager", "operator")
SIGN_OUT = ("logout", "end-all-sessions")
SAME_AS = {"superuser": "elsewhere", "amr": "manager"}
# The year of a group is planned by its leader and its representative: by their seats, which the ward's manager does not have here.
YEAR_OF_THE_GROUP = {
    **dict.fromkeys(
        [
            "goal-committee-new",
            "goal-edit",
            "goal-judge",
            "goal-value",
            "goal-end",
            "work-plan-new",
            "work-plan-edit",
            "work-plan-adopt",
            "work-plan-line-add",
            "wheel-new",
            "wheel-edit",
            "wheel-mark",
            "meeting-new",
            "meeting-edit",
            "meeting-minutes",
            "meeting-item-new",
            "meeting-item",
            "competence-new",
            "competence-edit",
            "competence-step-new",
            "competence-step-edit",
        ],
        (200, 422),
    ),
    **dict.fromkeys(
        [
            "goal-adopt",
            "goal-throw-away",
            "work-plan-throw-away",
            "work-plan-line-up",
            "work-plan-line-down",
            "work-plan-line-remove",
            "wheel-remove",
            "wheel-as-above",
            "meeting-fill",
            "meeting-item-up",
            "meeting-item-down",
            "meeting-item-out",
            "meeting-item-back",
            "meeting-item-postpone",
            "meeting-decision-remove",
            "decision-goal",
            "decision-wheel",
            "handed-take-back",
            "competence-follow",
            "competence-throw-away",
            "competence-step-remove",
            "meeting-package",
            "minutes-pdf",
            "minutes-send",
        ],
        (405, 302),
    ),
    **dict.fromkeys(["status-talk-unit", "status-talk-answer", "status-talk-close"], (200, 422)),
    **dict.fromkeys(["status-talk", "status-talk-sheet", "status-talk-square"], (200, 405)),
    "decision-detail": (200, 405),
    "decision-hand": (200, 422),
    **dict.fromkeys(["meeting-begin", "meeting-hold", "meeting-approve", "meeting-cancel"], (200, 302)),
    **dict.fromkeys(["meeting-mode", "meeting-mode-summary"], (404, 405)),  # the meeting of this house has ended
    "meeting-mode-item": (404, 404),
    "goal-plans": (200, 302),
    "annual-committee-new": (200, 422),
    "annual-refresh": (200, 422),
    "annual-publish": (200, 302),
    "annual-report": (200, 405),
    "annual-table": (200, 405),
    "annual-take-back": (405, 302),
    "annual-throw-away": (405, 302),
    "annual-pdf": (405, 302),
    "competence-step-done": (405, 302),
    "wheel-adapt": (404, 404),
    "wheel-move": (405, 404),
    "discussion-committee-new": (200, 302),
    "discussion-detail": (200, 405),
    "discussion-complete": (405, 422),
    "discussion-sign": (405, 302),
    "discussion-pdf": (405, 302),
}
MANAGERS_OWN = (
    "example-read",
    "plan-import-detail", "plan-import-faulty", "plan-import-columns", "plan-import-answers", "plan-import-run", "plan-import-undo",
    "document-detail", "document-file", "document-again", "mail-link", "bulk-change-detail", "bulk-change-go-on", "bulk-change-undo",
    "view-edit", "view-open", "view-words", "view-delete", "view-take-over", "training-certificate",
    "injury-draft", "injury-draft-discard",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr(documents, "wait_for", lambda job: job)


def answer(client, method, address, **headers):
    """The answer, read to its end; what was written is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address, **headers)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return response, body


def statuses(house, subject):
    client = house.client(subject)
    found = {}
    for name, address in addresses(house.keys).items():
        got = answer(client, "get", address)[0].status_code
        found[name] = (got, answer(house.client(subject) if name in SIGN_OUT else client, "post", address)[0].status_code)
    return found


def test_every_address_stands_in_the_table():
    assert {pattern.name for _route, pattern in every_route() if pattern.name} == set(ROWS)
    assert all(pattern.name for _route, pattern in every_route(get_resolver()) if not pattern.callback.__module__.startswith("whitenoise"))


@pytest.mark.parametrize("subject", [*COLUMNS, *SAME_AS])
def test_each_person_gets_what_the_table_says(house, subject):
    column = COLUMNS.index(SAME_AS.get(subject, subject))
    expected = {name: pairs[column] for name, pairs in ROWS.items()}
    if subject == "amr":
        expected |= {name: ROWS[name][COLUMNS.index("elsewhere")] for name in MANAGERS_OWN} | {
            "plan-mark": (302, 302),
            "my-certificate": (200, 200),
            **YEAR_OF_THE_GROUP,
        }
        expected["hand-over-take"] = ROWS["hand-over-take"][COLUMNS.index("operator")]

    found = statuses(house, subject)

    differs = {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}
    assert differs == {}


@pytest.mark.parametrize("subject", ["anonymous", "elsewhere", "manager", "operator"])
def test_looking_at_everything_writes_nothing(house, subject):
    client, before = house.client(subject), everything_kept()
    for plan in (house.plans[state] for state in ("open", "awaiting", "draft")):
        for name, address in addresses(house.keys | {"plans/": plan.pk}).items():
            if plan is not house.plans["open"] and not name.startswith("plan-"):
                continue
            for headers in ({}, {"headers": {"HX-Request": "true"}}) if plan is house.plans["open"] else ({},):
                response = client.get(address, **headers)
                if response.streaming:
                    b"".join(response)
    after = everything_kept()

    assert [table for table, mark in after.items() if mark != before[table]] == []


@pytest.mark.parametrize("subject", ["anonymous", "manager"])
@pytest.mark.parametrize("key", NO_SUCH)
def test_an_id_that_is_not_there_is_not_found(house, subject, key):
    client = house.client(subject)
    told = {}
    for name, address in addresses(dict.fromkeys(house.keys, key)).items():
        if address == f"/{addresses(house.keys)[name].lstrip('/')}" or name == "mail-link":
            continue
        for method in ("get", "post"):
            status = answer(client, method, address)[0].status_code
            if address.startswith(NOT_FOR_SESSIONS):
                assert status in (401, 404, 405)
            elif status not in (302, 403, 404, 405) or (subject != "anonymous" and status == 302):
                told[f"{method} {address}"] = status
    assert told == {}


def test_no_method_breaks_an_address(house):
    client = house.client("manager")
    for address in addresses(house.keys).values():
        for method in ("head", "put", "patch", "delete", "options", "trace"):
            status = answer(client, method, address)[0].status_code
            assert status < 500 or address == "/readyz", (method, address)


# A token is asked for and a session is not looked at; nothing can be posted, so nothing need be signed against forgery.
NOT_FOR_SESSIONS = tuple(f"/api/v1/{part}" for part in ("units/", "committees/", "seats/", "openapi.json", "nothing"))
CLOSED = ("draft", "confidential")
OUTSIDERS = ("elsewhere", "follower", "operator", "superuser")


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("subject", OUTSIDERS)
def test_a_hidden_plan_answers_as_one_that_does_not_exist(house, state, subject):
    client, plan = house.client(subject), house.plans[state]
    hidden = addresses(house.keys | {"plans/": plan.pk, "plans/measures/": plan.measures.get().pk})
    missing = addresses(house.keys | {"plans/": 999_999_999, "plans/measures/": 999_999_999})
    changed = {name for name in hidden if hidden[name] != missing[name]}
    assert {"plan-detail", "plan-history", "plan-pdf", "measure-done", "plan-edit", "plan-evaluate"} <= changed

    for name in sorted(changed):
        for method in ("get", "post"):
            there, body = answer(client, method, hidden[name])
            not_there, empty = answer(client, method, missing[name])
            assert there.status_code == not_there.status_code in (404, 405), (name, method)
            assert abs(len(body) - len(empty)) <= len(str(999_999_999)), (name, method)


@pytest.mark.parametrize("subject", ["anonymous", "elsewhere", "operator"])
def test_a_hidden_word_is_on_no_page_of_anybody_else(house, subject):
    # Who runs self-audits reads what was answered, who makes reports reads one that is being written.
    UnitUserPermission.objects.filter(permission__codename__in=[Perm.RUN_AUDITS, Perm.RUN_REPORTS]).delete()
    client = house.client(subject)
    more = [
        f"/plans/?unit=all&q={HIDDEN_WORD[:8]}", f"/plans/?unit={house.ward.pk}", "/plans/?unit=all&sort=title", "/plans/export.csv?unit=all",
        "/plans/?unit=all&owner=me", f"/plans/?unit=all&q=HP-{house.plans['confidential'].pk}", f"/units/?q={HIDDEN_WORD[:8]}",
        f"/plans/new/?unit={house.ward.pk}&follows={house.plans['confidential'].pk}",
    ]  # fmt: skip
    for address in [*addresses(house.keys).values(), *more]:
        _response, body = answer(client, "get", address)
        assert HIDDEN_WORD not in body.decode(errors="replace"), address


def test_its_own_people_do_find_the_hidden_word(house):
    _response, body = answer(house.client("manager"), "get", "/plans/?unit=all&sort=title")

    assert HIDDEN_WORD in body.decode()


@pytest.mark.parametrize("change", ["left", "inactive"])
def test_a_session_ends_with_the_right_to_be_here(house, change):
    client, person = house.client("manager"), house.people["manager"]
    address = f"/plans/{house.plans['confidential'].pk}/"
    assert client.get(address).status_code == 200

    if change == "left":
        person.engagements.update(valid_to=TODAY)
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(address).url.startswith("/log-ind/")


# A provider of sign-in posts from its own site: its signature is the authority (test_saml.py), and here there is no provider.
NO_TOKEN = {"saml-answer": 404}


def test_nothing_is_posted_without_the_token(house):
    strict = house.client("manager", enforce_csrf_checks=True)
    nobody = Client(enforce_csrf_checks=True)
    for name, address in addresses(house.keys).items():
        for client in (strict, nobody):
            for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"}):
                status = client.post(address, headers=headers).status_code
                assert status == NO_TOKEN.get(name, 405 if address.startswith(NOT_FOR_SESSIONS) else 403), (name, status, headers)
