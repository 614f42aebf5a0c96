CREATE TABLE `told` (
	`workspace` text NOT NULL,
	`recipient` text NOT NULL,
	`met` text NOT NULL,
	`turn` integer NOT NULL,
	PRIMARY KEY(`workspace`, `recipient`)
);
--> statement-breakpoint
ALTER TABLE `messages` ADD `notice` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `shows` text;--> statement-breakpoint
CREATE INDEX `messages_by_state` ON `messages` (`workspace`,`shows`);