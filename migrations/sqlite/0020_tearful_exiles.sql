CREATE TABLE `assistant_tokens` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`hash` text NOT NULL,
	`issued_on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
