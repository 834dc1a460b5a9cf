-- English words are stemmed and freed of accents; Chinese is indexed by single characters
-- and by pairs, because PostgreSQL cannot cut Chinese into words: a search term then asks
-- for all its pairs at once.
CREATE TEXT SEARCH CONFIGURATION commitments_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION commitments_en
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

CREATE FUNCTION commitments_cjk_grams(words text, sizes int[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(run[1], i, n)), '{}')
    FROM regexp_matches(words, '[\u2E80-\u2FFF\u3040-\u9FFF\uF900-\uFAFF]+', 'g') AS run,
        unnest(sizes) AS n,
        generate_series(1, char_length(run[1]) - n + 1) AS i
$$;

CREATE FUNCTION commitments_search_vector(words text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- Most texts have no Chinese, and cutting it up costs ten times what the rest does.
    SELECT CASE WHEN words ~ '[\u2E80-\u2FFF\u3040-\u9FFF\uF900-\uFAFF]'
        THEN to_tsvector('commitments_en', words)
            || array_to_tsvector(commitments_cjk_grams(words, '{1,2}'))
        ELSE to_tsvector('commitments_en', words) END
$$;

-- What a reader typed, as a query: quoted phrases, OR and -word work as on the web; every
-- Chinese pair must occur; a reference finds its commitment.
CREATE FUNCTION commitments_search_query(words text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    latin text := regexp_replace(words, '[\u2E80-\u2FFF\u3040-\u9FFF\uF900-\uFAFF]+', ' ', 'g');
    wanted tsquery := websearch_to_tsquery('commitments_en', latin);
    run text;
    gram text;
BEGIN
    FOR run IN
        SELECT piece[1]
        FROM regexp_matches(words, '[\u2E80-\u2FFF\u3040-\u9FFF\uF900-\uFAFF]+', 'g') AS piece
    LOOP
        FOREACH gram IN ARRAY commitments_cjk_grams(
            run, CASE WHEN char_length(run) = 1 THEN '{1}' ELSE '{2}' END::int[]
        ) LOOP
            wanted := wanted && quote_literal(gram)::tsquery;
        END LOOP;
    END LOOP;
    IF upper(btrim(words)) ~ '^[A-Z][A-Z0-9]{1,9}-[0-9]{4}-[0-9]{3,6}$' THEN
        wanted := wanted || quote_literal(lower(btrim(words)))::tsquery;
    END IF;
    RETURN wanted;
END $$;
