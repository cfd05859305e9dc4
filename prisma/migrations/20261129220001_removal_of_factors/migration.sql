-- The removal of somebody's second factor waits for a second administrator too.
ALTER TABLE access_request
  DROP CONSTRAINT access_request_kind,
  ADD CONSTRAINT access_request_kind CHECK (
    (kind = 'role' AND role IS NOT NULL AND num_nonnulls(centre_id, node_id) = 1)
    OR (kind IN ('password-link', 'erasure', 'second-factor')
        AND num_nonnulls(role, centre_id, node_id) = 0));
