output "rollback_alarms" {
  value = local.rollback_alarms
}
