-- Why a child was met by video or telephone and not face to face: it satisfies no duty to visit, and says why. Care Planning Regulations 2010 reg 28; Working Together 2026 ch.3.
alter table visit add column remote_why text;
