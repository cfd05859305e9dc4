-- A day that was stored before its tips and gift cards were added up owed nothing, as far as its sums
-- said. Until it is recomputed, what it has of them is unknown.
UPDATE reconciliation d
   SET tips_unknown = CASE WHEN had.tips THEN 1 ELSE 0 END,
       gift_cards_unknown = CASE WHEN had.gift_cards THEN 1 ELSE 0 END
  FROM (
    SELECT l.centre_id, l.business_date,
           bool_or(l.tender_kind = 'tip' OR l.terms @? '$[*].term ? (@ == "tips")') AS tips,
           bool_or(l.tender_kind IN ('gift-card', 'gift-card-sale')
             OR l.terms @? '$[*].term ? (@ == "gift-cards")') AS gift_cards
      FROM reconciliation_line l
     WHERE l.tender_kind IN ('tip', 'gift-card', 'gift-card-sale')
        OR l.terms @? '$[*].term ? (@ == "tips" || @ == "gift-cards")'
     GROUP BY l.centre_id, l.business_date) had
 WHERE had.centre_id = d.centre_id AND had.business_date = d.business_date
   AND d.tips_in_minor = 0 AND d.tips_out_minor = 0 AND d.tips_unknown = 0
   AND d.gift_cards_in_minor = 0 AND d.gift_cards_out_minor = 0 AND d.gift_cards_unknown = 0;
