-- Rebuild the summary rows of some commitments from the records, public view only.
--
-- The commitments are locked first: of two transactions that touch the same commitment the
-- second waits and then reads what the first one wrote, so no summary is left stale.
CREATE FUNCTION commitments_refresh_summary(ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF ids IS NULL OR cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    PERFORM 1 FROM commitments_commitment WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM commitments_commitmentsummary s
    WHERE s.commitment_id = ANY(ids)
        AND NOT EXISTS (SELECT 1 FROM commitments_commitment c WHERE c.id = s.commitment_id);

    INSERT INTO commitments_commitmentsummary AS s (
        commitment_id, visible, reference, title, title_zh, kind, strength,
        event_slug, event_name, made_on, made_year, period_text, period_start, due_on, due_year,
        actor_slugs, actors, beneficiary_slugs, beneficiaries, theme_slugs, themes,
        quantified, target_quantity, target_unit, target_measure,
        source_slugs, source, speaker, quote, quote_language, citations, evidence_count,
        headline_status, headline_year, basis, independent_sources, contested,
        statuses, year_statuses, search
    )
    SELECT
        c.id, c.publication = 'published', c.reference, c.title, c.title_zh, c.kind, c.strength,
        coalesce(e.slug, ''), coalesce(e.name_en, ''), c.made_on, extract(year FROM c.made_on),
        c.period_text, c.period_start, c.period_end, extract(year FROM c.period_end),
        coalesce(actor.slugs, '{}'), coalesce(actor.names, ''),
        coalesce(beneficiary.slugs, '{}'), coalesce(beneficiary.names, ''),
        coalesce(theme.slugs, '{}'), coalesce(theme.names, ''),
        coalesce(target.quantified, false), target.quantity, coalesce(target.unit, ''),
        coalesce(target.measure, ''),
        coalesce(citation.slugs, '{}'), coalesce(shown.slug, ''), coalesce(shown.speaker, ''),
        coalesce(shown.exact, ''), coalesce(shown.language, ''), coalesce(citation.count, 0),
        evidence.count, headline.status, headline.year,
        CASE WHEN voice.own AND voice.other THEN 'mixed'
             WHEN voice.own THEN 'self_reported'
             WHEN voice.other THEN 'independent' END,
        coalesce(voice.independent, 0), coalesce(assessed.contested, false),
        coalesce(assessed.statuses, '{}'), coalesce(assessed.tokens, '{}'),
        setweight(commitments_search_vector(c.title || ' ' || c.title_zh), 'A')
            || setweight(array_to_tsvector(ARRAY[lower(c.reference)]), 'A')
            || setweight(commitments_search_vector(coalesce(citation.words, '')), 'B')
            || setweight(commitments_search_vector(concat_ws(
                ' ', c.summary, actor.names, actor.names_zh, beneficiary.names,
                beneficiary.names_zh, theme.names, theme.names_zh, e.name_en, e.name_zh
            )), 'C')
    FROM commitments_commitment c
    LEFT JOIN commitments_event e ON e.id = c.event_id
    LEFT JOIN LATERAL (
        SELECT array_agg(p.slug ORDER BY l.position, l.id) AS slugs,
            string_agg(p.name_en, '; ' ORDER BY l.position, l.id) AS names,
            string_agg(p.name_zh, ' ') AS names_zh
        FROM commitments_commitmentactor l JOIN commitments_party p ON p.id = l.party_id
        WHERE l.commitment_id = c.id
    ) actor ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(p.slug ORDER BY l.position, l.id) AS slugs,
            string_agg(coalesce(nullif(l.wording, ''), p.name_en), '; '
                ORDER BY l.position, l.id) AS names,
            string_agg(p.name_en || ' ' || p.name_zh, ' ') AS names_zh
        FROM commitments_commitmentbeneficiary l JOIN commitments_party p ON p.id = l.party_id
        WHERE l.commitment_id = c.id
    ) beneficiary ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(t.slug ORDER BY l.position, l.id) AS slugs,
            string_agg(t.name_en, '; ' ORDER BY l.position, l.id) AS names,
            string_agg(t.name_zh, ' ') AS names_zh
        FROM commitments_commitmenttheme l JOIN commitments_theme t ON t.id = l.theme_id
        WHERE l.commitment_id = c.id
    ) theme ON true
    LEFT JOIN LATERAL (
        SELECT true AS quantified, g.quantity, g.unit, g.measure
        FROM commitments_target g
        WHERE g.commitment_id = c.id AND g.quantity IS NOT NULL
        ORDER BY g.position, g.id LIMIT 1
    ) target ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS count, array_agg(DISTINCT d.slug) AS slugs,
            string_agg(t.exact, ' ') AS words
        FROM commitments_citation t JOIN commitments_document d ON d.id = t.document_id
        WHERE t.commitment_id = c.id AND d.publication = 'published' AND t.health <> 'lost'
    ) citation ON true
    LEFT JOIN LATERAL (
        -- The quote shown in lists: English first, then the words nearest to the origin.
        SELECT t.exact, t.language, d.slug, coalesce(p.name_en, '') AS speaker
        FROM commitments_citation t
        JOIN commitments_document d ON d.id = t.document_id
        LEFT JOIN commitments_party p ON p.id = d.speaker_id
        WHERE t.commitment_id = c.id AND d.publication = 'published' AND t.health <> 'lost'
        ORDER BY t.language <> 'en',
            array_position('{origin,translation,restatement}'::text[], t.role::text), t.id
        LIMIT 1
    ) shown ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS count
        FROM commitments_evidence v LEFT JOIN commitments_document d ON d.id = v.document_id
        WHERE v.commitment_id = c.id AND v.publication = 'published'
            AND (d.id IS NULL OR d.publication = 'published')
    ) evidence ON true
    LEFT JOIN LATERAL (
        SELECT bool_or(a.contested) AS contested,
            jsonb_object_agg(a.year::text, a.status) AS statuses,
            array_agg(a.year::text) || array_agg(a.year::text || ':' || a.status) AS tokens
        FROM commitments_assessment a WHERE a.commitment_id = c.id AND a.state = 'current'
    ) assessed ON true
    LEFT JOIN LATERAL (
        SELECT a.id, a.status, a.year
        FROM commitments_assessment a WHERE a.commitment_id = c.id AND a.state = 'current'
        ORDER BY a.year DESC LIMIT 1
    ) headline ON true
    LEFT JOIN LATERAL (
        SELECT bool_or(v.own_statement) AS own, bool_or(NOT v.own_statement) AS other,
            count(DISTINCT p.owner_group) FILTER (WHERE NOT v.own_statement) AS independent
        FROM commitments_assessmentevidence l
        JOIN commitments_evidence v ON v.id = l.evidence_id
        JOIN commitments_publisher p ON p.id = v.publisher_id
        LEFT JOIN commitments_document d ON d.id = v.document_id
        WHERE l.assessment_id = headline.id AND v.publication = 'published'
            AND (d.id IS NULL OR d.publication = 'published')
    ) voice ON true
    WHERE c.id = ANY(ids)
    ON CONFLICT (commitment_id) DO UPDATE SET
        visible = EXCLUDED.visible, reference = EXCLUDED.reference, title = EXCLUDED.title,
        title_zh = EXCLUDED.title_zh, kind = EXCLUDED.kind, strength = EXCLUDED.strength,
        event_slug = EXCLUDED.event_slug, event_name = EXCLUDED.event_name,
        made_on = EXCLUDED.made_on, made_year = EXCLUDED.made_year,
        period_text = EXCLUDED.period_text, period_start = EXCLUDED.period_start,
        due_on = EXCLUDED.due_on, due_year = EXCLUDED.due_year,
        actor_slugs = EXCLUDED.actor_slugs, actors = EXCLUDED.actors,
        beneficiary_slugs = EXCLUDED.beneficiary_slugs, beneficiaries = EXCLUDED.beneficiaries,
        theme_slugs = EXCLUDED.theme_slugs, themes = EXCLUDED.themes,
        quantified = EXCLUDED.quantified, target_quantity = EXCLUDED.target_quantity,
        target_unit = EXCLUDED.target_unit, target_measure = EXCLUDED.target_measure,
        source_slugs = EXCLUDED.source_slugs, source = EXCLUDED.source,
        speaker = EXCLUDED.speaker, quote = EXCLUDED.quote,
        quote_language = EXCLUDED.quote_language, citations = EXCLUDED.citations,
        evidence_count = EXCLUDED.evidence_count, headline_status = EXCLUDED.headline_status,
        headline_year = EXCLUDED.headline_year, basis = EXCLUDED.basis,
        independent_sources = EXCLUDED.independent_sources, contested = EXCLUDED.contested,
        statuses = EXCLUDED.statuses, year_statuses = EXCLUDED.year_statuses,
        search = EXCLUDED.search;
END $$;
