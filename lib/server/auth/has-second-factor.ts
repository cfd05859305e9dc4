import "server-only";

/** Whether user `u` has an authenticator app, a passkey, or either. */
export const HAS_APP = `
  EXISTS (SELECT FROM totp_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)`;

export const HAS_PASSKEY = "EXISTS (SELECT FROM passkey p WHERE p.user_id = u.id)";

export const HAS_SECOND_FACTOR = `(${HAS_APP} OR ${HAS_PASSKEY})`;
