DROP FUNCTION commitments_search_query(text);
DROP FUNCTION commitments_search_vector(text);
DROP FUNCTION commitments_cjk_grams(text, int[]);
DROP TEXT SEARCH CONFIGURATION commitments_en;
