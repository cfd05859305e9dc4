import "server-only";

/**
 * Builds, in SQL, the text that is hashed: the previous hash, and the same text as
 * lib/domain/audit/chain and the trigger, without any function that is stored in the database.
 */
export const ENTRY_CONTENT = `previous_hash
      || '=' || id
      || E'\\x1f=' || (extract(epoch FROM at) * 1000)::bigint
      || E'\\x1f' || coalesce('=' || actor_id, '')
      || E'\\x1f=' || action
      || E'\\x1f' || coalesce('=' || centre_id, '')
      || E'\\x1f' || coalesce('=' || business_date, '')
      || E'\\x1f' || coalesce('=' || origin, '')
      || E'\\x1f' || coalesce('=' || before::text, '')
      || E'\\x1f' || coalesce('=' || after::text, '')`;
