-- A second administrator confirms that a person is erased, as they confirm a role or a link.
ALTER TABLE access_request DROP CONSTRAINT access_request_kind;
ALTER TABLE access_request
  ADD CONSTRAINT access_request_kind CHECK (
    (kind = 'role' AND role IS NOT NULL AND num_nonnulls(centre_id, node_id) = 1)
    OR (kind IN ('password-link', 'erasure') AND num_nonnulls(role, centre_id, node_id) = 0));
