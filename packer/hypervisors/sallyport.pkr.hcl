# The same build on a hypervisor of one's own. Needs Packer 1.7 or newer; what the variables mean is in ../sallyport.pkr.hcl.
variable "version" { type = string }
variable "medium" { type = string }
variable "medium_checksum" { type = string }
variable "answers" { type = string }
variable "private_key" { type = string }
variable "output" { type = string }
variable "disk_mib" {
  type    = number
  default = 40960
}
# Chooses the second entry of the boot menu, by which the installer looks for a medium called ANSWERS.
variable "boot_command" {
  type    = list(string)
  default = ["<down><enter>"]
}

build {
  sources = ["source.vsphere-iso.sallyport", "source.hyperv-iso.sallyport"]

  provisioner "shell" {
    scripts = [
      "${path.root}/../provision/10-wait",
      "${path.root}/../provision/20-check",
      "${path.root}/../provision/90-seal",
    ]
    environment_vars = ["SALLYPORT_VERSION=${var.version}"]
  }
}
