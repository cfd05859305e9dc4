-- What could not be read, once for each centre and range. Every list asks for it, and looked through
-- the parts of all passes that had failed: one every five minutes for as long as Cashrec is away.
CREATE TABLE failed_reading (
  centre_id text NOT NULL,
  "from" text NOT NULL,
  "to" text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  failing_since timestamptz(3) NOT NULL,
  failed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (centre_id, "from", "to")
);

INSERT INTO failed_reading (centre_id, "from", "to", code, message, failing_since, failed_at)
SELECT c.id, p."from", p."to",
       coalesce((array_agg(p.code ORDER BY p.ended_at DESC))[1], ''),
       coalesce((array_agg(p.message ORDER BY p.ended_at DESC))[1], ''),
       min(p.ended_at), max(p.ended_at)
  FROM sync_part p
 CROSS JOIN LATERAL unnest(p.centre_ids) AS n (id)
  JOIN centre c ON c.id = n.id
 WHERE p.state = 'failed' AND p.ended_at > now() - interval '30 days'
 GROUP BY c.id, p."from", p."to";

DROP INDEX sync_part_failed_days;
