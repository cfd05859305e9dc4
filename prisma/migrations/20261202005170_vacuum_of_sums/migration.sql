-- A fold moves some hundred thousand rows. During a first sync more came than a throttled autovacuum
-- removed, so that counting what was added went over millions of dead rows and took longer than the
-- time limit of statements: nothing was folded any more.
ALTER TABLE variance_total SET (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 400000,
  autovacuum_vacuum_cost_delay = 0
);
