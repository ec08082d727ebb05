-- That somebody wants one attempt gone: written by the boundary only, carried out by the reconciler.
ALTER TABLE pod
    ADD COLUMN removed_by    VARCHAR(64) NULL AFTER end_reason,
    ADD COLUMN removal_grace INT         NULL AFTER removed_by;
