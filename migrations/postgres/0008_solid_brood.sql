CREATE TABLE "checkpoints" (
	"workspace" text NOT NULL,
	"seq" bigint NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	"hash" text NOT NULL,
	"contents" text NOT NULL,
	CONSTRAINT "checkpoints_workspace_seq_pk" PRIMARY KEY("workspace","seq")
);
