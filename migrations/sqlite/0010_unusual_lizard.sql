ALTER TABLE `messages` ADD `urgency` text DEFAULT 'routine' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `not_before` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE messages SET urgency = CASE WHEN notice->>'kind' = 'digest-chosen' OR notice->>'what' = 'digest-chosen' THEN 'immediate' ELSE 'prompt' END WHERE kind IN ('notice', 'announcement');--> statement-breakpoint
UPDATE messages SET not_before = ready_at WHERE status = 'pending';
