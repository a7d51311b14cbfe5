// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operation table.

use crate::operation::{Operation, Pagination, ResultForm};

/// List apps: `GET /accounts/{account_id}/realtime/kit/apps`.
pub static APPS_LIST: Operation = Operation {
    id: "apps_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/apps",
    tag: "apps",
    summary: "List apps",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create an app: `POST /accounts/{account_id}/realtime/kit/apps`.
pub static APPS_CREATE: Operation = Operation {
    id: "apps_create",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/apps",
    tag: "apps",
    summary: "Create an app",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["app"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the apps and look for the name and the time of creation",
    },
};

/// Get daily session and recording figures: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/analytics/daywise`.
pub static ANALYTICS_GET_DAYWISE: Operation = Operation {
    id: "analytics_get_daywise",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/analytics/daywise",
    tag: "analytics",
    summary: "Get daily session and recording figures",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get daily livestream figures: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/daywise`.
pub static ANALYTICS_GET_LIVESTREAMS_DAYWISE: Operation = Operation {
    id: "analytics_get_livestreams_daywise",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/daywise",
    tag: "analytics",
    summary: "Get daily livestream figures",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get overall livestream figures: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/overall`.
pub static ANALYTICS_GET_LIVESTREAMS_OVERALL: Operation = Operation {
    id: "analytics_get_livestreams_overall",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/overall",
    tag: "analytics",
    summary: "Get overall livestream figures",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List livestreams: `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams`.
pub static LIVESTREAMS_LIST: Operation = Operation {
    id: "livestreams_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/livestreams",
    tag: "livestreams",
    summary: "List livestreams",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create an independent livestream: `POST /accounts/{account_id}/realtime/kit/{app_id}/livestreams`.
pub static LIVESTREAMS_CREATE: Operation = Operation {
    id: "livestreams_create",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/livestreams",
    tag: "livestreams",
    summary: "Create an independent livestream",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the livestreams and look for the name and the time of creation",
    },
};

/// Get a livestream session: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/livestreams/sessions/{livestream_session_id}`.
pub static LIVESTREAMS_GET_SESSION: Operation = Operation {
    id: "livestreams_get_session",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/livestreams/sessions/{livestream_session_id}",
    tag: "livestreams",
    summary: "Get a livestream session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "livestream_session_id")],
        find: "",
    },
};

/// Get a livestream and its sessions: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}`.
pub static LIVESTREAMS_GET: Operation = Operation {
    id: "livestreams_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}",
    tag: "livestreams",
    summary: "Get a livestream and its sessions",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data.sessions",
        paging: "data.paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &["sessions", "session"],
        from_path: &[],
        find: "",
    },
};

/// Get the active session of a livestream: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}/active-livestream-session`.
pub static LIVESTREAMS_GET_ACTIVE_SESSION: Operation = Operation {
    id: "livestreams_get_active_session",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}/active-livestream-session",
    tag: "livestreams",
    summary: "Get the active session of a livestream",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List meetings: `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings`.
pub static MEETINGS_LIST: Operation = Operation {
    id: "meetings_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings",
    tag: "meetings",
    summary: "List meetings",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create a meeting: `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings`.
pub static MEETINGS_CREATE: Operation = Operation {
    id: "meetings_create",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings",
    tag: "meetings",
    summary: "Create a meeting",
    idempotent: false,
    upstream: false,
    status: 201u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["meeting"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the meetings and look for the title and the time of creation",
    },
};

/// Get a meeting: `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`.
pub static MEETINGS_GET: Operation = Operation {
    id: "meetings_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}",
    tag: "meetings",
    summary: "Get a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["meeting"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "meeting_id")],
        find: "",
    },
};

/// Replace all properties of a meeting: `PUT
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`.
pub static MEETINGS_REPLACE: Operation = Operation {
    id: "meetings_replace",
    method: "PUT",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}",
    tag: "meetings",
    summary: "Replace all properties of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["meeting"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "meeting_id")],
        find: "",
    },
};

/// Change some properties of a meeting: `PATCH
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`.
pub static MEETINGS_UPDATE: Operation = Operation {
    id: "meetings_update",
    method: "PATCH",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}",
    tag: "meetings",
    summary: "Change some properties of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["meeting"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "meeting_id")],
        find: "",
    },
};

/// Get the active livestream of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream`.
pub static LIVESTREAMS_GET_ACTIVE: Operation = Operation {
    id: "livestreams_get_active",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream",
    tag: "livestreams",
    summary: "Get the active livestream of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["meeting_id"], "meeting_id")],
        find: "",
    },
};

/// Stop livestreaming a meeting: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream/stop`.
pub static LIVESTREAMS_STOP: Operation = Operation {
    id: "livestreams_stop",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream/stop",
    tag: "livestreams",
    summary: "Stop livestreaming a meeting",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get the live session of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session`.
pub static ACTIVE_SESSION_GET: Operation = Operation {
    id: "active_session_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session",
    tag: "active-session",
    summary: "Get the live session of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["session"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["associated_id"], "meeting_id")],
        find: "",
    },
};

/// Kick participants from the live session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick`.
pub static ACTIVE_SESSION_KICK: Operation = Operation {
    id: "active_session_kick",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick",
    tag: "active-session",
    summary: "Kick participants from the live session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Kick everybody from the live session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick-all`.
pub static ACTIVE_SESSION_KICK_ALL: Operation = Operation {
    id: "active_session_kick_all",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick-all",
    tag: "active-session",
    summary: "Kick everybody from the live session",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Mute participants of the live session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute`.
pub static ACTIVE_SESSION_MUTE: Operation = Operation {
    id: "active_session_mute",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute",
    tag: "active-session",
    summary: "Mute participants of the live session",
    idempotent: true,
    upstream: true,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Mute everybody in the live session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute-all`.
pub static ACTIVE_SESSION_MUTE_ALL: Operation = Operation {
    id: "active_session_mute_all",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute-all",
    tag: "active-session",
    summary: "Mute everybody in the live session",
    idempotent: false,
    upstream: true,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create a poll in the live session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll`.
pub static ACTIVE_SESSION_CREATE_POLL: Operation = Operation {
    id: "active_session_create_poll",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll",
    tag: "active-session",
    summary: "Create a poll in the live session",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List the livestreams of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestream`.
pub static LIVESTREAMS_LIST_FOR_MEETING: Operation = Operation {
    id: "livestreams_list_for_meeting",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestream",
    tag: "livestreams",
    summary: "List the livestreams of a meeting",
    idempotent: true,
    upstream: true,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Start livestreaming a meeting: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestreams`.
pub static LIVESTREAMS_START: Operation = Operation {
    id: "livestreams_start",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestreams",
    tag: "livestreams",
    summary: "Start livestreaming a meeting",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["meeting_id"], "meeting_id")],
        find: "",
    },
};

/// List the participants of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`.
pub static PARTICIPANTS_LIST: Operation = Operation {
    id: "participants_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants",
    tag: "participants",
    summary: "List the participants of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Add a participant to a meeting: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`.
pub static PARTICIPANTS_ADD: Operation = Operation {
    id: "participants_add",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants",
    tag: "participants",
    summary: "Add a participant to a meeting",
    idempotent: false,
    upstream: false,
    status: 201u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the participants of the meeting and look for the `custom_participant_id`, then refresh its token",
    },
};

/// Get a participant of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`.
pub static PARTICIPANTS_GET: Operation = Operation {
    id: "participants_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}",
    tag: "participants",
    summary: "Get a participant of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "participant_id")],
        find: "",
    },
};

/// Change a participant of a meeting: `PATCH
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`.
pub static PARTICIPANTS_UPDATE: Operation = Operation {
    id: "participants_update",
    method: "PATCH",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}",
    tag: "participants",
    summary: "Change a participant of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "participant_id")],
        find: "",
    },
};

/// Delete a participant of a meeting: `DELETE
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`.
pub static PARTICIPANTS_DELETE: Operation = Operation {
    id: "participants_delete",
    method: "DELETE",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}",
    tag: "participants",
    summary: "Delete a participant of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Issue a new token for a participant: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}/token`.
pub static PARTICIPANTS_REFRESH_TOKEN: Operation = Operation {
    id: "participants_refresh_token",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}/token",
    tag: "participants",
    summary: "Issue a new token for a participant",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List presets: `GET /accounts/{account_id}/realtime/kit/{app_id}/presets`.
pub static PRESETS_LIST: Operation = Operation {
    id: "presets_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets",
    tag: "presets",
    summary: "List presets",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create a preset: `POST /accounts/{account_id}/realtime/kit/{app_id}/presets`.
pub static PRESETS_CREATE: Operation = Operation {
    id: "presets_create",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets",
    tag: "presets",
    summary: "Create a preset",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the presets and look for the name, which is unique in the app",
    },
};

/// Get a preset: `GET /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`.
pub static PRESETS_GET: Operation = Operation {
    id: "presets_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}",
    tag: "presets",
    summary: "Get a preset",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "preset_id")],
        find: "",
    },
};

/// Replace a preset: `PUT /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`.
pub static PRESETS_REPLACE: Operation = Operation {
    id: "presets_replace",
    method: "PUT",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}",
    tag: "presets",
    summary: "Replace a preset",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "preset_id")],
        find: "",
    },
};

/// Update a preset: `PATCH /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`.
pub static PRESETS_UPDATE: Operation = Operation {
    id: "presets_update",
    method: "PATCH",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}",
    tag: "presets",
    summary: "Update a preset",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "preset_id")],
        find: "",
    },
};

/// Delete a preset: `DELETE /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`.
pub static PRESETS_DELETE: Operation = Operation {
    id: "presets_delete",
    method: "DELETE",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}",
    tag: "presets",
    summary: "Delete a preset",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "preset_id")],
        find: "",
    },
};

/// List recordings: `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings`.
pub static RECORDINGS_LIST: Operation = Operation {
    id: "recordings_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings",
    tag: "recordings",
    summary: "List recordings",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &[],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Start recording a meeting: `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings`.
pub static RECORDINGS_START: Operation = Operation {
    id: "recordings_start",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings",
    tag: "recordings",
    summary: "Start recording a meeting",
    idempotent: false,
    upstream: false,
    status: 201u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["recording"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the recordings of the meeting, or fetch the active one",
    },
};

/// Get the active recording of a meeting: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/recordings/active-recording/{meeting_id}`.
pub static RECORDINGS_GET_ACTIVE: Operation = Operation {
    id: "recordings_get_active",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings/active-recording/{meeting_id}",
    tag: "recordings",
    summary: "Get the active recording of a meeting",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["recording"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["meeting_id"], "meeting_id")],
        find: "",
    },
};

/// Start recording tracks: `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings/track`.
pub static RECORDINGS_START_TRACK: Operation = Operation {
    id: "recordings_start_track",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings/track",
    tag: "recordings",
    summary: "Start recording tracks",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["recording"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the recordings of the meeting",
    },
};

/// Get a recording: `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`.
pub static RECORDINGS_GET: Operation = Operation {
    id: "recordings_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}",
    tag: "recordings",
    summary: "Get a recording",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["recording"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "recording_id")],
        find: "",
    },
};

/// Pause, resume or stop a recording: `PUT
/// /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`.
pub static RECORDINGS_CONTROL: Operation = Operation {
    id: "recordings_control",
    method: "PUT",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}",
    tag: "recordings",
    summary: "Pause, resume or stop a recording",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["recording"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "recording_id")],
        find: "",
    },
};

/// List sessions: `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions`.
pub static SESSIONS_LIST: Operation = Operation {
    id: "sessions_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions",
    tag: "sessions",
    summary: "List sessions",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data.sessions",
        paging: "paging",
    }),
    result: ResultForm {
        wrapped_in: &["sessions"],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get the report about a peer: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}`.
pub static SESSIONS_GET_PEER_REPORT: Operation = Operation {
    id: "sessions_get_peer_report",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}",
    tag: "sessions",
    summary: "Get the report about a peer",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["participant"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get a session: `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}`.
pub static SESSIONS_GET: Operation = Operation {
    id: "sessions_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}",
    tag: "sessions",
    summary: "Get a session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["session"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "session_id")],
        find: "",
    },
};

/// Get the chat of a session: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/chat`.
pub static SESSIONS_GET_CHAT: Operation = Operation {
    id: "sessions_get_chat",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/chat",
    tag: "sessions",
    summary: "Get the chat of a session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List the livestream sessions of a session: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/livestream-sessions`.
pub static SESSIONS_LIST_LIVESTREAM_SESSIONS: Operation = Operation {
    id: "sessions_list_livestream_sessions",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/livestream-sessions",
    tag: "sessions",
    summary: "List the livestream sessions of a session",
    idempotent: true,
    upstream: true,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data.data",
        paging: "data.paging",
    }),
    result: ResultForm {
        wrapped_in: &["data"],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// List session participants: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants`.
pub static SESSIONS_LIST_PARTICIPANTS: Operation = Operation {
    id: "sessions_list_participants",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants",
    tag: "sessions",
    summary: "List session participants",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: Some(Pagination {
        page: "page_no",
        size: "per_page",
        items: "data.participants",
        paging: "data.paging",
    }),
    result: ResultForm {
        wrapped_in: &["participants"],
        list: true,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get a session participant: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants/{participant_id}`.
pub static SESSIONS_GET_PARTICIPANT: Operation = Operation {
    id: "sessions_get_participant",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants/{participant_id}",
    tag: "sessions",
    summary: "Get a session participant",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &["participant"],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get the summary of a session: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`.
pub static SESSIONS_GET_SUMMARY: Operation = Operation {
    id: "sessions_get_summary",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary",
    tag: "sessions",
    summary: "Get the summary of a session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["sessionId", "session_id"], "session_id")],
        find: "",
    },
};

/// Generate the summary of a session: `POST
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`.
pub static SESSIONS_GENERATE_SUMMARY: Operation = Operation {
    id: "sessions_generate_summary",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary",
    tag: "sessions",
    summary: "Generate the summary of a session",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &["message"],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get the transcript of a session: `GET
/// /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/transcript`.
pub static SESSIONS_GET_TRANSCRIPT: Operation = Operation {
    id: "sessions_get_transcript",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/transcript",
    tag: "sessions",
    summary: "Get the transcript of a session",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["sessionId", "session_id"], "session_id")],
        find: "",
    },
};

/// List webhooks: `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks`.
pub static WEBHOOKS_LIST: Operation = Operation {
    id: "webhooks_list",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks",
    tag: "webhooks",
    summary: "List webhooks",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Create a webhook: `POST /accounts/{account_id}/realtime/kit/{app_id}/webhooks`.
pub static WEBHOOKS_CREATE: Operation = Operation {
    id: "webhooks_create",
    method: "POST",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks",
    tag: "webhooks",
    summary: "Create a webhook",
    idempotent: false,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "list the webhooks and look for the URL, which is unique in the app",
    },
};

/// List webhook events: `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/all`.
pub static WEBHOOKS_LIST_EVENTS: Operation = Operation {
    id: "webhooks_list_events",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks/all",
    tag: "webhooks",
    summary: "List webhook events",
    idempotent: true,
    upstream: true,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[],
        find: "",
    },
};

/// Get a webhook: `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`.
pub static WEBHOOKS_GET: Operation = Operation {
    id: "webhooks_get",
    method: "GET",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}",
    tag: "webhooks",
    summary: "Get a webhook",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "webhook_id")],
        find: "",
    },
};

/// Replace a webhook: `PUT /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`.
pub static WEBHOOKS_REPLACE: Operation = Operation {
    id: "webhooks_replace",
    method: "PUT",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}",
    tag: "webhooks",
    summary: "Replace a webhook",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "webhook_id")],
        find: "",
    },
};

/// Update a webhook: `PATCH /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`.
pub static WEBHOOKS_UPDATE: Operation = Operation {
    id: "webhooks_update",
    method: "PATCH",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}",
    tag: "webhooks",
    summary: "Update a webhook",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "webhook_id")],
        find: "",
    },
};

/// Delete a webhook: `DELETE /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`.
pub static WEBHOOKS_DELETE: Operation = Operation {
    id: "webhooks_delete",
    method: "DELETE",
    path: "/accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}",
    tag: "webhooks",
    summary: "Delete a webhook",
    idempotent: true,
    upstream: false,
    status: 200u16,
    pagination: None,
    result: ResultForm {
        wrapped_in: &[],
        list: false,
        beside: &[],
        items_in: &[],
        from_path: &[(&["id"], "webhook_id")],
        find: "",
    },
};

/// Every operation of the API, in the order of the paths.
pub static ALL: [&Operation; 60usize] = [
    &APPS_LIST,
    &APPS_CREATE,
    &ANALYTICS_GET_DAYWISE,
    &ANALYTICS_GET_LIVESTREAMS_DAYWISE,
    &ANALYTICS_GET_LIVESTREAMS_OVERALL,
    &LIVESTREAMS_LIST,
    &LIVESTREAMS_CREATE,
    &LIVESTREAMS_GET_SESSION,
    &LIVESTREAMS_GET,
    &LIVESTREAMS_GET_ACTIVE_SESSION,
    &MEETINGS_LIST,
    &MEETINGS_CREATE,
    &MEETINGS_GET,
    &MEETINGS_REPLACE,
    &MEETINGS_UPDATE,
    &LIVESTREAMS_GET_ACTIVE,
    &LIVESTREAMS_STOP,
    &ACTIVE_SESSION_GET,
    &ACTIVE_SESSION_KICK,
    &ACTIVE_SESSION_KICK_ALL,
    &ACTIVE_SESSION_MUTE,
    &ACTIVE_SESSION_MUTE_ALL,
    &ACTIVE_SESSION_CREATE_POLL,
    &LIVESTREAMS_LIST_FOR_MEETING,
    &LIVESTREAMS_START,
    &PARTICIPANTS_LIST,
    &PARTICIPANTS_ADD,
    &PARTICIPANTS_GET,
    &PARTICIPANTS_UPDATE,
    &PARTICIPANTS_DELETE,
    &PARTICIPANTS_REFRESH_TOKEN,
    &PRESETS_LIST,
    &PRESETS_CREATE,
    &PRESETS_GET,
    &PRESETS_REPLACE,
    &PRESETS_UPDATE,
    &PRESETS_DELETE,
    &RECORDINGS_LIST,
    &RECORDINGS_START,
    &RECORDINGS_GET_ACTIVE,
    &RECORDINGS_START_TRACK,
    &RECORDINGS_GET,
    &RECORDINGS_CONTROL,
    &SESSIONS_LIST,
    &SESSIONS_GET_PEER_REPORT,
    &SESSIONS_GET,
    &SESSIONS_GET_CHAT,
    &SESSIONS_LIST_LIVESTREAM_SESSIONS,
    &SESSIONS_LIST_PARTICIPANTS,
    &SESSIONS_GET_PARTICIPANT,
    &SESSIONS_GET_SUMMARY,
    &SESSIONS_GENERATE_SUMMARY,
    &SESSIONS_GET_TRANSCRIPT,
    &WEBHOOKS_LIST,
    &WEBHOOKS_CREATE,
    &WEBHOOKS_LIST_EVENTS,
    &WEBHOOKS_GET,
    &WEBHOOKS_REPLACE,
    &WEBHOOKS_UPDATE,
    &WEBHOOKS_DELETE,
];
