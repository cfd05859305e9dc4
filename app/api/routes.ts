/**
 * Every route of the API by its path: the OpenAPI document, the role matrix and the types of the
 * client's calls are derived from this list. Only /api/openapi.json is missing, because it reads
 * the list, and adds itself. Modules are imported lazily, so that a server starts without them.
 */
export const API_ROUTES = {
  "/api/access-requests": () => import("./access-requests/route"),
  "/api/access-requests/{requestId}/confirmation": () =>
    import("./access-requests/[requestId]/confirmation/route"),
  "/api/access-requests/{requestId}/refusal": () =>
    import("./access-requests/[requestId]/refusal/route"),
  "/api/access-review": () => import("./access-review/route"),
  "/api/access-review/csv": () => import("./access-review/csv/route"),
  "/api/access-review/xlsx": () => import("./access-review/xlsx/route"),
  "/api/access-reviews": () => import("./access-reviews/route"),
  "/api/asyncapi.json": () => import("./asyncapi.json/route"),
  "/api/assignees": () => import("./assignees/route"),
  "/api/audit": () => import("./audit/route"),
  "/api/audit/head": () => import("./audit/head/route"),
  "/api/audit/verifications": () => import("./audit/verifications/route"),
  "/api/audit/witnesses": () => import("./audit/witnesses/route"),
  "/api/auth/{...nextauth}": () => import("./auth/[...nextauth]/route"),
  "/api/cashrec/centres": () => import("./cashrec/centres/route"),
  "/api/cashrec/credentials": () => import("./cashrec/credentials/route"),
  "/api/cashrec/field-maps": () => import("./cashrec/field-maps/route"),
  "/api/cashrec/readings": () => import("./cashrec/readings/route"),
  "/api/cashrec/replays": () => import("./cashrec/replays/route"),
  "/api/cashrec/trials": () => import("./cashrec/trials/route"),
  "/api/cash-limits": () => import("./cash-limits/route"),
  "/api/cash-roundings": () => import("./cash-roundings/route"),
  "/api/cash-sheets/imports": () => import("./cash-sheets/imports/route"),
  "/api/cashrec/probe": () => import("./cashrec/probe/route"),
  "/api/cashrec/accepted-questions": () => import("./cashrec/accepted-questions/route"),
  "/api/changes": () => import("./changes/route"),
  "/api/centres": () => import("./centres/route"),
  "/api/centres/imports": () => import("./centres/imports/route"),
  "/api/centres/{centreId}/pins": () => import("./centres/[centreId]/pins/route"),
  "/api/centres/{centreId}/pins/{userId}": () => import("./centres/[centreId]/pins/[userId]/route"),
  "/api/devices": () => import("./devices/route"),
  "/api/devices/{deviceId}": () => import("./devices/[deviceId]/route"),
  "/api/directory-tokens": () => import("./directory-tokens/route"),
  "/api/directory-tokens/{directoryTokenId}/confirmation": () =>
    import("./directory-tokens/[directoryTokenId]/confirmation/route"),
  "/api/directory-tokens/{directoryTokenId}": () =>
    import("./directory-tokens/[directoryTokenId]/route"),
  "/api/entities": () => import("./entities/route"),
  "/api/entities/centres": () => import("./entities/centres/route"),
  "/api/entities/file": () => import("./entities/file/route"),
  "/api/entities/imports": () => import("./entities/imports/route"),
  "/api/pins": () => import("./pins/route"),
  "/api/centres/{centreId}/counting": () => import("./centres/[centreId]/counting/route"),
  "/api/centres/{centreId}/floats": () => import("./centres/[centreId]/floats/route"),
  "/api/counting": () => import("./counting/route"),
  "/api/counting/centres": () => import("./counting/centres/route"),
  "/api/coverage": () => import("./coverage/route"),
  "/api/denominations/{currency}": () => import("./denominations/[currency]/route"),
  "/api/expense-types": () => import("./expense-types/route"),
  "/api/exports/csv": () => import("./exports/csv/route"),
  "/api/exports/pdf": () => import("./exports/pdf/route"),
  "/api/exports/variances/pdf": () => import("./exports/variances/pdf/route"),
  "/api/exports/variances/xlsx": () => import("./exports/variances/xlsx/route"),
  "/api/exports/xlsx": () => import("./exports/xlsx/route"),
  "/api/first-day": () => import("./first-day/route"),
  "/api/health": () => import("./health/route"),
  "/api/ready": () => import("./ready/route"),
  "/api/invitations/{token}": () => import("./invitations/[token]/route"),
  "/api/item-kinds": () => import("./item-kinds/route"),
  "/api/journal/accounts": () => import("./journal/accounts/route"),
  "/api/journal/batches": () => import("./journal/batches/route"),
  "/api/journal/batches/{number}/file": () => import("./journal/batches/[number]/file/route"),
  "/api/journal/labels": () => import("./journal/labels/route"),
  "/api/journal/preview": () => import("./journal/preview/route"),
  "/api/journal/settings": () => import("./journal/settings/route"),
  "/api/mails": () => import("./mails/route"),
  "/api/me": () => import("./me/route"),
  "/api/me/data-export": () => import("./me/data-export/route"),
  "/api/me/password": () => import("./me/password/route"),
  "/api/me/passkeys": () => import("./me/passkeys/route"),
  "/api/me/passkeys/challenges": () => import("./me/passkeys/challenges/route"),
  "/api/me/passkeys/registrations": () => import("./me/passkeys/registrations/route"),
  "/api/me/passkeys/{passkeyId}": () => import("./me/passkeys/[passkeyId]/route"),
  "/api/me/proof": () => import("./me/proof/route"),
  "/api/me/second-factor": () => import("./me/second-factor/route"),
  "/api/me/second-factor/confirmations": () => import("./me/second-factor/confirmations/route"),
  "/api/me/second-factor/recovery-codes": () => import("./me/second-factor/recovery-codes/route"),
  "/api/me/sessions": () => import("./me/sessions/route"),
  "/api/me/sessions/{sessionId}": () => import("./me/sessions/[sessionId]/route"),
  "/api/notice-settings": () => import("./notice-settings/route"),
  "/api/notices": () => import("./notices/route"),
  "/api/notices/readings": () => import("./notices/readings/route"),
  "/api/notices/unread": () => import("./notices/unread/route"),
  "/api/operations": () => import("./operations/route"),
  "/api/operations/jobs/{jobId}": () => import("./operations/jobs/[jobId]/route"),
  "/api/operations/jobs/{jobId}/attempts": () => import("./operations/jobs/[jobId]/attempts/route"),
  "/api/organisation": () => import("./organisation/route"),
  "/api/organisation/centres": () => import("./organisation/centres/route"),
  "/api/organisation/imports": () => import("./organisation/imports/route"),
  "/api/periods": () => import("./periods/route"),
  "/api/owed": () => import("./owed/route"),
  "/api/owed/file": () => import("./owed/file/route"),
  "/api/petty-cash": () => import("./petty-cash/route"),
  "/api/petty-cash/{centreId}": () => import("./petty-cash/[centreId]/route"),
  "/api/petty-cash/{centreId}/receipts": () => import("./petty-cash/[centreId]/receipts/route"),
  "/api/petty-cash/{centreId}/transfers": () => import("./petty-cash/[centreId]/transfers/route"),
  "/api/petty-cash/{centreId}/reversals": () => import("./petty-cash/[centreId]/reversals/route"),
  "/api/petty-cash/{centreId}/approvals": () => import("./petty-cash/[centreId]/approvals/route"),
  "/api/petty-cash/{centreId}/counts": () => import("./petty-cash/[centreId]/counts/route"),
  "/api/petty-cash/{centreId}/differences": () =>
    import("./petty-cash/[centreId]/differences/route"),
  "/api/petty-cash/{centreId}/closings": () => import("./petty-cash/[centreId]/closings/route"),
  "/api/petty-cash/{centreId}/file": () => import("./petty-cash/[centreId]/file/route"),
  "/api/petty-cash/{centreId}/photos": () => import("./petty-cash/[centreId]/photos/route"),
  "/api/petty-cash/{centreId}/photos/{id}": () =>
    import("./petty-cash/[centreId]/photos/[id]/route"),
  "/api/push-devices": () => import("./push-devices/route"),
  "/api/push-devices/{deviceId}": () => import("./push-devices/[deviceId]/route"),
  "/api/questions": () => import("./questions/route"),
  "/api/quiet-days": () => import("./quiet-days/route"),
  "/api/quiet-days/rules": () => import("./quiet-days/rules/route"),
  "/api/retention": () => import("./retention/route"),
  "/api/retention/due": () => import("./retention/due/route"),
  "/api/role-rules": () => import("./role-rules/route"),
  "/api/role-rules/{ruleId}/confirmation": () => import("./role-rules/[ruleId]/confirmation/route"),
  "/api/role-rules/{ruleId}": () => import("./role-rules/[ruleId]/route"),
  "/api/scim/v2/{...resource}": () => import("./scim/v2/[...resource]/route"),
  "/api/reasons": () => import("./reasons/route"),
  "/api/reconciliations": () => import("./reconciliations/route"),
  "/api/reconciliations/changes": () => import("./reconciliations/changes/route"),
  "/api/reconciliations/days": () => import("./reconciliations/days/route"),
  "/api/reconciliations/explanations": () => import("./reconciliations/explanations/route"),
  "/api/reconciliations/moves": () => import("./reconciliations/moves/route"),
  "/api/reconciliations/moves/preview": () => import("./reconciliations/moves/preview/route"),
  "/api/reconciliations/moves/undo": () => import("./reconciliations/moves/undo/route"),
  "/api/reconciliations/sheet-statuses": () => import("./reconciliations/sheet-statuses/route"),
  "/api/reconciliations/tenders": () => import("./reconciliations/tenders/route"),
  "/api/reconciliations/{centreId}/{date}": () =>
    import("./reconciliations/[centreId]/[date]/route"),
  "/api/reconciliations/{centreId}/{date}/acceptance": () =>
    import("./reconciliations/[centreId]/[date]/acceptance/route"),
  "/api/reconciliations/{centreId}/{date}/approval": () =>
    import("./reconciliations/[centreId]/[date]/approval/route"),
  "/api/reconciliations/{centreId}/{date}/assignments": () =>
    import("./reconciliations/[centreId]/[date]/assignments/route"),
  "/api/reconciliations/{centreId}/{date}/attachments": () =>
    import("./reconciliations/[centreId]/[date]/attachments/route"),
  "/api/reconciliations/{centreId}/{date}/attachments/{id}": () =>
    import("./reconciliations/[centreId]/[date]/attachments/[id]/route"),
  "/api/reconciliations/{centreId}/{date}/closure": () =>
    import("./reconciliations/[centreId]/[date]/closure/route"),
  "/api/reconciliations/{centreId}/{date}/explanations": () =>
    import("./reconciliations/[centreId]/[date]/explanations/route"),
  "/api/reconciliations/{centreId}/{date}/messages": () =>
    import("./reconciliations/[centreId]/[date]/messages/route"),
  "/api/reconciliations/{centreId}/{date}/messages/photos": () =>
    import("./reconciliations/[centreId]/[date]/messages/photos/route"),
  "/api/reconciliations/{centreId}/{date}/messages/photos/{id}": () =>
    import("./reconciliations/[centreId]/[date]/messages/photos/[id]/route"),
  "/api/reconciliations/{centreId}/{date}/notes": () =>
    import("./reconciliations/[centreId]/[date]/notes/route"),
  "/api/reconciliations/{centreId}/{date}/packet": () =>
    import("./reconciliations/[centreId]/[date]/packet/route"),
  "/api/reconciliations/{centreId}/{date}/reopening": () =>
    import("./reconciliations/[centreId]/[date]/reopening/route"),
  "/api/reconciliations/{centreId}/{date}/review": () =>
    import("./reconciliations/[centreId]/[date]/review/route"),
  "/api/reconciliations/{centreId}/{date}/sheet": () =>
    import("./reconciliations/[centreId]/[date]/sheet/route"),
  "/api/reconciliations/{centreId}/{date}/thread": () =>
    import("./reconciliations/[centreId]/[date]/thread/route"),
  "/api/reconciliations/{centreId}/{date}/verification": () =>
    import("./reconciliations/[centreId]/[date]/verification/route"),
  "/api/report-files/{fileId}": () => import("./report-files/[fileId]/route"),
  "/api/report-runs": () => import("./report-runs/route"),
  "/api/schedules": () => import("./schedules/route"),
  "/api/schedules/recipients": () => import("./schedules/recipients/route"),
  "/api/schedules/{scheduleId}": () => import("./schedules/[scheduleId]/route"),
  "/api/schedules/{scheduleId}/mail": () => import("./schedules/[scheduleId]/mail/route"),
  "/api/schedules/{scheduleId}/runs": () => import("./schedules/[scheduleId]/runs/route"),
  "/api/security-events": () => import("./security-events/route"),
  "/api/session-limits": () => import("./session-limits/route"),
  "/api/sign-in-rules": () => import("./sign-in-rules/route"),
  "/api/syncs": () => import("./syncs/route"),
  "/api/syncs/{id}": () => import("./syncs/[id]/route"),
  "/api/till-counts": () => import("./till-counts/route"),
  "/api/till-counts/hand-overs": () => import("./till-counts/hand-overs/route"),
  "/api/till-counts/imports": () => import("./till-counts/imports/route"),
  "/api/till-counts/notes": () => import("./till-counts/notes/route"),
  "/api/till-counts/openings": () => import("./till-counts/openings/route"),
  "/api/till-counts/photos": () => import("./till-counts/photos/route"),
  "/api/till-counts/recounts": () => import("./till-counts/recounts/route"),
  "/api/till-counts/sheet": () => import("./till-counts/sheet/route"),
  "/api/till-counts/spots": () => import("./till-counts/spots/route"),
  "/api/till-counts/take-overs": () => import("./till-counts/take-overs/route"),
  "/api/till-counts/waiting": () => import("./till-counts/waiting/route"),
  "/api/today": () => import("./today/route"),
  "/api/tokens": () => import("./tokens/route"),
  "/api/tokens/{tokenId}": () => import("./tokens/[tokenId]/route"),
  "/api/tolerances": () => import("./tolerances/route"),
  "/api/tolerances/in-force": () => import("./tolerances/in-force/route"),
  "/api/tolerances/progress": () => import("./tolerances/progress/route"),
  "/api/tolerances/simulations": () => import("./tolerances/simulations/route"),
  "/api/users": () => import("./users/route"),
  "/api/users/imports": () => import("./users/imports/route"),
  "/api/users/tokens": () => import("./users/tokens/route"),
  "/api/users/{userId}/tokens/{tokenId}": () => import("./users/[userId]/tokens/[tokenId]/route"),
  "/api/users/{userId}": () => import("./users/[userId]/route"),
  "/api/users/{userId}/second-factor": () => import("./users/[userId]/second-factor/route"),
  "/api/users/{userId}/sessions": () => import("./users/[userId]/sessions/route"),
  "/api/users/{userId}/sessions/{sessionId}": () =>
    import("./users/[userId]/sessions/[sessionId]/route"),
  "/api/users/{userId}/data-export": () => import("./users/[userId]/data-export/route"),
  "/api/users/{userId}/erasure": () => import("./users/[userId]/erasure/route"),
  "/api/users/{userId}/stored-data": () => import("./users/[userId]/stored-data/route"),
  "/api/users/{userId}/invitation": () => import("./users/[userId]/invitation/route"),
  "/api/variances": () => import("./variances/route"),
  "/api/variances/ageing": () => import("./variances/ageing/route"),
  "/api/variances/cash": () => import("./variances/cash/route"),
  "/api/variances/control": () => import("./variances/control/route"),
  "/api/variances/nodes": () => import("./variances/nodes/route"),
  "/api/variances/reasons": () => import("./variances/reasons/route"),
  "/api/variances/summary": () => import("./variances/summary/route"),
  "/api/variances/trends": () => import("./variances/trends/route"),
  "/api/variances/watch": () => import("./variances/watch/route"),
  "/api/webhooks": () => import("./webhooks/route"),
  "/api/webhooks/{webhookId}/deliveries": () => import("./webhooks/[webhookId]/deliveries/route"),
  "/api/webhooks/{webhookId}/secrets": () => import("./webhooks/[webhookId]/secrets/route"),
  "/api/webhooks/{webhookId}": () => import("./webhooks/[webhookId]/route"),
  "/api/views": () => import("./views/route"),
  "/api/views/{viewId}": () => import("./views/[viewId]/route"),
  "/api/views/{viewId}/uses": () => import("./views/[viewId]/uses/route"),
};

type Modules = {
  [Path in keyof typeof API_ROUTES]: Awaited<ReturnType<(typeof API_ROUTES)[Path]>>;
};

/**
 * The routes of next-auth's catch-all, by the path of each action; signing in and out are forms.
 */
type AuthActions = Modules["/api/auth/{...nextauth}"]["GET"]["contracts"];
type AuthRoutes = {
  [Action in keyof AuthActions as `/api/auth/${Action}`]: {
    GET: { contract: AuthActions[Action] };
  };
};

/** The contracts of each path and method, which are used only as types. */
export type ApiRoutes = Omit<Modules, "/api/auth/{...nextauth}"> & AuthRoutes;
