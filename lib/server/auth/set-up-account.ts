import "server-only";

/**
 * Whether somebody has signed in as user `u`, or can: the account has a password, or is linked to
 * an identity provider. Until then it is an invitation.
 */
export const IS_SET_UP = `
  (u.password_hash IS NOT NULL
   OR EXISTS (SELECT FROM external_account e WHERE e.user_id = u.id))`;
