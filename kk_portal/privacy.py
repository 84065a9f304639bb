"""What each stored field says about a person; a test refuses a field that is not on this page.

identifying  names someone, or leads to her: a name, a phone, a number, a digest of one
sensitive    tells of someone what she would not have told: violence, health, need, who works her case
plain        tells of nobody: a date of import, a code of a village
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fields:
    """Names of model fields, separated by spaces."""

    identifying: str = ""
    sensitive: str = ""
    plain: str = ""


_PLACE = Fields(plain="code name search_name withdrawn_on")
_PLACE_WITHIN = "code name search_name withdrawn_on "

PRIVACY: dict[str, Fields] = {
    "safeguards.AuditEvent": Fields(
        sensitive="chain actor action subject_type subject_id reason figures refused at",
        plain="id seq key_id digest",
    ),
    "safeguards.DataKey": Fields(sensitive="wrapped", plain="id master_id created_at destroyed_at"),
    "safeguards.KeptInput": Fields(
        identifying="sealed", sensitive="user_id path", plain="id token_digest key_id created_at"
    ),
    "safeguards.WrongCode": Fields(identifying="address_digest", plain="id at"),
    "planning.DisclosureLimits": Fields(plain="id violence social groups"),
    "planning.Release": Fields(plain="id place year quarter stored made_at"),  # told figures alone
    "villages.Province": _PLACE,
    "villages.Regency": Fields(plain=_PLACE_WITHIN + "province"),
    "villages.District": Fields(plain=_PLACE_WITHIN + "regency"),
    "villages.Village": Fields(plain=_PLACE_WITHIN + "district kind merged_into"),
    "members.Organisation": Fields(plain="id name short_name is_lead"),
    "members.Group": Fields(
        plain="id label name village partner programme founded_on sk_number sk_date sk_ends_on ended_on"
    ),
    "members.User": Fields(
        identifying="username full_name phone email",
        sensitive="password last_login is_active must_change_password date_joined",
        plain="id session_round",
    ),
    "members.SecondFactor": Fields(
        identifying="secret", sensitive="user kind name last_step added_at used_at", plain="id data_key"
    ),
    "members.RecoveryCode": Fields(sensitive="user digest made_at used_at", plain="id"),
    "members.Invitation": Fields(
        sensitive="user digest made_by made_at expires_at used_at revoked_at", plain="id"
    ),
    "members.Session": Fields(
        sensitive="user session_data began_at seen_at browser system expire_date wrong_pins",
        plain="session_key",
    ),
    "members.Pin": Fields(sensitive="user hashed made_at", plain="id device_digest key_id"),
    "members.Assignment": Fields(
        sensitive="user role group village organisation starts_on ends_on exports_identity", plain="id"
    ),
    "members.Member": Fields(
        identifying="full_name phone user",
        sensitive=(
            "sex position division joined_on left_on public_post public_post_from public_post_until "
            "inclusion group"
        ),
        plain="id data_key",
    ),
    "complaints.Complaint": Fields(
        identifying="narrative reminder safe_contact hamlet closing_note",
        sensitive=(
            "feeling closing_approved_at closing_approved_by arose_from "
            "number kind category need further urgency safety group village regency event_village "
            "recorded_by assigned_to channel received_at happened happened_on happened_on_is_estimate "
            "domestic sexual_kinds scene stage stage_since next_appointment last_entry_at may_be_counted "
            "closed_at closed_by outcome reviewed_at reviewed_by is_flagged attention "
            "purged_at purged_because"
        ),
        plain="id submission_key version data_key batch",
    ),
    "complaints.Hiding": Fields(sensitive="complaint user by at", plain="id"),
    "complaints.Person": Fields(
        identifying="identity phone_digest nik_digest",
        sensitive=("complaint role sex age_band education occupation marital_status disabilities relation"),
        plain="id data_key digest_key_id",
    ),
    "complaints.Consent": Fields(
        identifying="text witness",
        sensitive="complaint purpose provider decision given_by method at recorded_by",
        plain="id",
    ),
    "complaints.Note": Fields(
        identifying="text",
        sensitive="complaint kind happened_on next_appointment at by",
        plain="id submission_key",
    ),
    "complaints.StageChange": Fields(
        identifying="reason",
        sensitive="complaint from_stage to_stage outcome at by",
        plain="id",
    ),
    "complaints.Inquiry": Fields(
        identifying="answer",
        sensitive="kind category sex group village regency recorded_by received_at",
        plain="id submission_key data_key",
    ),
    "complaints.Provider": Fields(
        plain=(
            "id name kind services is_national district address hours phone whatsapp what_to_bring "
            "answer_within answer_unit kept_by is_active"
        )
    ),
    "complaints.Referral": Fields(
        identifying="told note",
        sensitive=(
            "complaint provider consent services tells_name tells_nik "
            "state sent_at sent_by due_at answered_at ended_at satisfaction"
        ),
        plain="id submission_key batch",
    ),
    "complaints.ReferralStep": Fields(
        identifying="text", sensitive="referral state reason at by link", plain="id"
    ),
    "complaints.Opening": Fields(
        identifying="text", sensitive="complaint user reason at ends_at", plain="id"
    ),
    "complaints.Question": Fields(
        identifying="text answer",
        sensitive="complaint asked_by asked_at answered_by answered_at",
        plain="id submission_key",
    ),
    "complaints.Assessment": Fields(
        identifying="answers override_reason",
        sensitive="complaint kind proposed reasons urgency at by",
        plain="id",
    ),
    "complaints.SafetyPlan": Fields(identifying="steps", sensitive="complaint is_refused at by", plain="id"),
    "complaints.StandardPlan": Fields(
        plain="id name kind category need sexual_kind is_domestic is_child is_active"
    ),
    "complaints.StandardAction": Fields(plain="id plan place text days"),
    "complaints.PlanAction": Fields(
        identifying="need text result",
        sensitive="complaint responsible due_on state ended_at ended_by at by",
        plain="id",
    ),
    "complaints.Reminder": Fields(sensitive="referral kind at by", plain="id mailed_at"),
    "complaints.AnswerLink": Fields(
        identifying="code",
        sensitive="digest referral made_at made_by expires_at revoked_at used_at",
        plain="id",
    ),
    "complaints.ServiceRequest": Fields(
        identifying="text", sensitive="referral kind at done_at done_by", plain="id"
    ),
    "complaints.Handover": Fields(identifying="text", sensitive="complaint to at by", plain="id"),
    "complaints.Transfer": Fields(
        identifying="reason answer",
        sensitive="complaint from_group to_group state offered_at offered_by answered_at answered_by",
        plain="id",
    ),
    "complaints.DuplicateHint": Fields(
        sensitive="newer older reason found_at is_same judged_at judged_by", plain="id"
    ),
    "complaints.Merge": Fields(
        identifying="reason", sensitive="complaint into before at by undone_at undone_by", plain="id"
    ),
    "complaints.Attachment": Fields(
        identifying="name about",
        sensitive="complaint kind at by removed_at removed_by",
        plain="id original shown size pages",
    ),
    "complaints.Hold": Fields(
        identifying="reason", sensitive="complaint until at by ended_at ended_by", plain="id"
    ),
    "complaints.RightsRequest": Fields(
        identifying="text answer",
        sensitive=(
            "complaint kind asked_by checked way received_at due_at recorded_at recorded_by state refusal "
            "ended_at ended_by"
        ),
        plain="id",
    ),
    "planning.Proposal": Fields(  # of a village and its budget; who wrote it down is on record
        sensitive="problem reason created_by",  # in totals; but what is typed freely may tell more
        plain=(
            "id village group year subsector title evidence rule location volume targets women men "
            "children disability time amount_asked amount_granted fund_source implementation priority "
            "status status_since carried_from submission_key version created_at updated_at"
        ),
    ),
    "planning.ProposalStep": Fields(
        sensitive="reason by taken_back_by taken_back_reason",
        plain="id proposal from_status to_status on amount submission_key at taken_back_at",
    ),
    "planning.ProposalRule": Fields(
        plain=("id code place is_active keys least subsector title title_kelurahan problem volume targets")
    ),
    "complaints.Flag": Fields(
        identifying="text resolution",
        sensitive="complaint raised_by raised_at resolved_by resolved_at",
        plain="id submission_key",
    ),
    # Sealed though nobody should be named: a name slips into a title, and people stand in a picture.
    "planning.Activity": Fields(
        identifying="title",
        sensitive="recorded_by at",
        plain=(
            "id submission_key version data_key group division kind held_on "
            "women men children disabled elderly"
        ),
    ),
    "planning.ActivityPhoto": Fields(identifying="content", sensitive="by at", plain="id activity data_key"),
    "planning.PlanningStep": Fields(
        plain="id key regency from_month from_day to_month to_day title_desa title_kelurahan ready is_active"
    ),
}
