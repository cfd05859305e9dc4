/** Whose books a batch belongs to: each legal entity has batches of its own. */

/** The series of centres that belong to no legal entity. No entity has this id. */
export const ORGANISATION_SERIES = "organisation";

/** A legal entity that a batch belongs to, named as it was when the batch was posted. */
export type BatchEntity = { id: string; name: string };
