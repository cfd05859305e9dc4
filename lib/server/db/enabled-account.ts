import "server-only";

/**
 * Whether somebody may get in with the account of user `u`: nobody has deactivated it, and the
 * business date on which it ends has started in no centre. It is checked at each use, so that no
 * job has to run on that day. As a subquery, the date is computed at most once for a statement, and
 * not at all for accounts without an end.
 */
export const IS_ENABLED =
  "(u.disabled_at IS NULL AND (u.ends_on IS NULL OR u.ends_on > (SELECT organisation_date())))";
